/**
 * The part of OME-XML that says how the pages of an OME-TIFF form images.
 * @see https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html
 * @module
 */
import { scanXml } from "./xml.ts";

/** A `TiffData` element: consecutive planes in consecutive pages. */
export interface TiffData {
  readonly ifd: number;
  readonly z: number;
  readonly c: number;
  readonly t: number;
  /** `undefined`: all pages of the file. */
  readonly count: number | undefined;
  /** Name of the file that holds the pages, where it is stated. */
  readonly fileName: string | undefined;
  readonly uuid: string | undefined;
}

/** A `Pixels` element with its channels. */
export interface OmeImage {
  readonly name: string;
  readonly sizeX: number;
  readonly sizeY: number;
  readonly sizeZ: number;
  readonly sizeC: number;
  readonly sizeT: number;
  /** The letters Z, C and T, fastest first. */
  readonly order: string;
  /** "uint16", "float", ... */
  readonly type: string;
  readonly channels: readonly { readonly name: string; readonly samples: number }[];
  /** Physical sizes as written, with units. */
  readonly physicalSize: Readonly<Record<"X" | "Y" | "Z", { value: number; unit: string } | undefined>>;
  readonly tiffData: readonly TiffData[];
}

/** The root of an OME-XML document. */
export interface OmeXml {
  readonly uuid: string | undefined;
  /** The file that holds the metadata, when this one carries only pixels. */
  readonly metadataFile: string | undefined;
  readonly images: readonly OmeImage[];
}

/** Whether an image description is OME-XML. */
export function isOmeXml(description: string): boolean {
  const start = description.slice(0, 4096).trimStart();
  return start.startsWith("<") && /<(\w+:)?OME[\s>]/.test(start);
}

interface Draft {
  name: string;
  pixels: ReadonlyMap<string, string> | undefined;
  channels: { name: string; samples: number }[];
  tiffData: { attributes: ReadonlyMap<string, string>; fileName?: string | undefined; uuid?: string }[];
}

/**
 * Parses OME-XML.
 * @throws SyntaxError when it is not well-formed or lacks a size
 */
export function parseOmeXml(document: string): OmeXml {
  const path: string[] = [];
  const drafts: Draft[] = [];
  let uuid: string | undefined;
  let metadataFile: string | undefined;
  scanXml(document, {
    open(name, attributes) {
      const parent = path.join("/");
      path.push(name);
      const image = drafts[drafts.length - 1];
      const place = `${parent}/${name}`;
      if (place === "/OME") uuid = attributes.get("UUID");
      else if (place === "OME/BinaryOnly") metadataFile = attributes.get("MetadataFile") ?? "another file";
      else if (place === "OME/Image") {
        drafts.push({ name: attributes.get("Name") ?? "", pixels: undefined, channels: [], tiffData: [] });
      } else if (place === "OME/Image/Pixels") image.pixels ??= attributes;
      else if (place === "OME/Image/Pixels/Channel") {
        const samples = Number(attributes.get("SamplesPerPixel") ?? 1);
        image.channels.push({ name: attributes.get("Name") ?? "", samples });
      } else if (place === "OME/Image/Pixels/TiffData") image.tiffData.push({ attributes });
      else if (place === "OME/Image/Pixels/TiffData/UUID") {
        image.tiffData[image.tiffData.length - 1].fileName = attributes.get("FileName");
      }
    },
    text(text) {
      if (path.length !== 5 || path[4] !== "UUID") return;
      const block = drafts[drafts.length - 1]?.tiffData.at(-1);
      if (block) block.uuid = (block.uuid ?? "") + text.trim();
    },
    close() {
      path.pop();
    },
  });
  const images = drafts.filter(({ pixels }) => pixels !== undefined).map(finish);
  return { uuid, metadataFile, images };
}

function finish({ name, pixels, channels, tiffData }: Draft): OmeImage {
  const attributes = pixels!;
  const size = (axis: string): number => {
    const value = Number(attributes.get(`Size${axis}`) ?? Number.NaN);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new SyntaxError(`Size${axis} of the image is ${attributes.get(`Size${axis}`) ?? "missing"}`);
  };
  const physical = (axis: string) => {
    const value = attributes.get(`PhysicalSize${axis}`);
    const unit = attributes.get(`PhysicalSize${axis}Unit`) ?? "µm";
    return value === undefined ? undefined : { value: Number(value), unit };
  };
  const order = (attributes.get("DimensionOrder") ?? "XYCZT").slice(2);
  if ([...order].sort().join("") !== "CTZ") {
    throw new SyntaxError(`DimensionOrder is ${attributes.get("DimensionOrder")}`);
  }
  return {
    name,
    sizeX: size("X"),
    sizeY: size("Y"),
    sizeZ: size("Z"),
    sizeC: size("C"),
    sizeT: size("T"),
    order,
    type: attributes.get("Type") ?? attributes.get("PixelType") ?? "",
    channels,
    physicalSize: { X: physical("X"), Y: physical("Y"), Z: physical("Z") },
    tiffData: tiffData.map(({ attributes, fileName, uuid }) => {
      const count = attributes.get("PlaneCount") ?? (attributes.has("IFD") ? "1" : undefined);
      return {
        ifd: natural(attributes, "IFD"),
        z: natural(attributes, "FirstZ"),
        c: natural(attributes, "FirstC"),
        t: natural(attributes, "FirstT"),
        count: count === undefined ? undefined : Number(count),
        fileName,
        uuid,
      };
    }),
  };
}

function natural(attributes: ReadonlyMap<string, string>, name: string): number {
  const value = Number(attributes.get(name) ?? 0);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new SyntaxError(`${name} of a TiffData element is ${attributes.get(name)}`);
}
