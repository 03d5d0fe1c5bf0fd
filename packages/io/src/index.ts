/**
 * Image sources and sinks: TIFF, OME-TIFF and BigTIFF, NIfTI, NRRD, MetaImage, DICOM, arrays in memory; and table writers.
 * @module
 */
export type { ByteSource } from "./bytes/byte-source.ts";
export type { FileInput, ImageInput } from "./bytes/open-source.ts";
export { setDicomDecoderUrl } from "./dicom/codecs/decoder-urls.ts";
export { type DicomSeries, findDicomSeries, openDicomSeries } from "./dicom/series.ts";
export {
  type ConstantImageOptions,
  constantImage,
  type MemoryImageOptions,
  memoryImage,
} from "./memory-image.ts";
export { type NiftiWriteOptions, writeNifti } from "./nifti/write-nifti.ts";
export { openImage } from "./open.ts";
export type {
  ImageInfo,
  ImageSource,
  OpenOptions,
  Placement,
  PlaneRegion,
  Spacing,
  Vector,
} from "./source.ts";
export type { TableBatch, TableBatchColumn, TableColumn, TableFormat, TableWriter } from "./table.ts";
export { setJpegDecoderUrl } from "./tiff/codecs/jpeg-library.ts";
export { createTiffWriter, type TiffWriter, type TiffWriterOptions } from "./tiff/write/tiff-writer.ts";
export { writeTiff } from "./tiff/write/write-tiff.ts";
export { openPlanes } from "./volume/open-planes.ts";
export { createTableWriter, type TableWriterOptions } from "./writers/create-table-writer.ts";
export type { CsvTableWriter } from "./writers/csv.ts";
export { formatCsvBatch, formatCsvHeader } from "./writers/csv-format.ts";
export { createFileSink } from "./writers/file-sink.ts";
export { createMemorySink, createStreamSink, type MemorySink, type Sink } from "./writers/sink.ts";
export type { TableMetadata } from "./writers/table-metadata.ts";
export { writeFileAtomic, writeWhole } from "./writers/write-file-atomic.ts";
