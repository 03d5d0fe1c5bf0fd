/// <reference path="./cornerstone.d.ts" />
/// <reference path="../../tiff/codecs/libjpeg-turbo.d.ts" />
import type { CodecDecoder, CodecFrameInfo, CodecOptions } from "cornerstone-codec";
import { jpegLibrary } from "../../tiff/codecs/jpeg-library.ts";
import { decoderUrls } from "./decoder-urls.ts";
import type { FrameDecoder, FrameShape } from "./index.ts";

/** Codings whose decoders are WebAssembly: libjpeg-turbo, CharLS, OpenJPEG, OpenJPH. */
export type WebAssemblyCoding = "jpeg" | "jpeg-ls" | "jpeg-2000" | "htj2k";

const loaded = new Map<WebAssemblyCoding, Promise<new () => CodecDecoder>>();

/** The decoder of a coding; the library is loaded with the first frame. */
export function webAssemblyDecoder(coding: WebAssemblyCoding): FrameDecoder {
  return async (stored, shape) => {
    if (coding === "jpeg-2000" || coding === "htj2k") checkCodestream(stored, shape);
    const library = loaded.get(coding) ?? load(coding);
    loaded.set(coding, library);
    const Decoder = await library;
    try {
      return decode(new Decoder(), stored, shape);
    } catch (error) {
      // A decoder that ran into a trap may have left its memory in any state.
      if (error instanceof WebAssembly.RuntimeError) loaded.delete(coding);
      // C++ exceptions arrive as bare numbers.
      throw error instanceof Error ? error : new Error("the stream is damaged");
    }
  };
}

async function load(coding: WebAssemblyCoding): Promise<new () => CodecDecoder> {
  if (coding === "jpeg") return (await jpegLibrary()).JPEGDecoder;
  const url = decoderUrls.get(coding);
  const options: CodecOptions = {
    // They report on the console otherwise.
    print() {},
    printErr() {},
    ...(url === undefined ? {} : { locateFile: () => url }),
  };
  if (coding === "jpeg-ls") {
    return (await (await import("@cornerstonejs/codec-charls/decodewasmjs")).default(options)).JpegLSDecoder;
  }
  if (coding === "jpeg-2000") {
    return (await (await import("@cornerstonejs/codec-openjpeg/decodewasmjs")).default(options)).J2KDecoder;
  }
  return (await (await import("@cornerstonejs/codec-openjph/wasmjs")).default(options)).HTJ2KDecoder;
}

function decode(decoder: CodecDecoder, stored: Uint8Array, shape: FrameShape): Uint8Array {
  try {
    decoder.getEncodedBuffer(stored.length).set(stored);
    decoder.readHeader?.();
    decoder.decode();
    const { bitsPerSample, isSigned = false } = checkedShape(decoder.getFrameInfo(), shape);
    const bytes = bitsPerSample <= 8 ? 1 : bitsPerSample <= 16 ? 2 : 4;
    return widened(decoder.getDecodedBuffer(), bytes, isSigned, shape);
  } finally {
    decoder.delete();
  }
}

function checkedShape(info: CodecFrameInfo, { columns, rows, type }: FrameShape): CodecFrameInfo {
  const { width, height, componentCount, bitsPerSample } = info;
  if (width === columns && height === rows && componentCount === 1 && bitsPerSample <= type.bits) return info;
  throw new Error(
    `the stream is ${width} x ${height} pixels, ${componentCount} components, ${bitsPerSample} bits`,
  );
}

/**
 * Refuses a JPEG 2000 codestream that claims another size, before a decoder takes memory for it. The size is in the
 * first segment (ITU-T T.800, A.5.1), which some writers put into the boxes of a file.
 */
function checkCodestream(stored: Uint8Array, { columns, rows }: FrameShape): void {
  let at = 0;
  while (at + 24 <= stored.length) {
    if (stored[at] === 0xff && stored[at + 1] === 0x4f && stored[at + 2] === 0xff && stored[at + 3] === 0x51)
      break;
    at++;
  }
  if (at + 24 > stored.length) throw new Error("no JPEG 2000 codestream");
  const view = new DataView(stored.buffer, stored.byteOffset, stored.length);
  const width = view.getUint32(at + 8) - view.getUint32(at + 16);
  const height = view.getUint32(at + 12) - view.getUint32(at + 20);
  if (width !== columns || height !== rows) throw new Error(`the stream is ${width} x ${height} pixels`);
}

/** A copy of the samples with the bytes of the type. */
function widened(
  samples: Uint8Array,
  from: number,
  signed: boolean,
  { columns, rows, type }: FrameShape,
): Uint8Array {
  const pixels = columns * rows;
  const to = type.bits / 8;
  if (samples.length !== pixels * from) throw new Error(`${samples.length} bytes for ${pixels} pixels`);
  if (from === to) return samples.slice();
  const out = new Uint8Array(pixels * to);
  for (let i = 0; i < pixels; i++) {
    for (let k = 0; k < from; k++) out[i * to + k] = samples[i * from + k];
    if (signed && samples[(i + 1) * from - 1] > 127) out.fill(255, i * to + from, (i + 1) * to);
  }
  return out;
}
