import type { DType } from "@pixelmetry/roi";
import type { Spacing } from "../../source.ts";

/** What an OME-TIFF says about itself. */
export interface OmeDescription {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly channels: number;
  readonly frames: number;
  readonly dtype: DType;
  readonly channelNames: readonly string[];
  readonly spacing: Spacing;
}

/** OME-XML of one image whose planes follow each other: z fastest, then channel, then time. */
export function omeDescription(image: OmeDescription): string {
  const { width, height, depth, channels, frames, dtype, spacing } = image;
  const types: Partial<Record<DType, string>> = { float32: "float", float64: "double" };
  const pixels = {
    ID: "Pixels:0",
    DimensionOrder: "XYZCT",
    Type: types[dtype] ?? dtype,
    SizeX: width,
    SizeY: height,
    SizeZ: depth,
    SizeC: channels,
    SizeT: frames,
    ...physicalSizes(spacing),
  };
  const channelElements = Array.from({ length: channels }, (_, i) => {
    const name = image.channelNames[i];
    return element("Channel", { ID: `Channel:0:${i}`, SamplesPerPixel: 1, ...(name ? { Name: name } : {}) });
  });
  const planes = element("TiffData", { IFD: 0, PlaneCount: depth * channels * frames });
  const schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<OME xmlns="${schema}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
    `xsi:schemaLocation="${schema} ${schema}/ome.xsd" Creator="Pixelmetry">` +
    element(
      "Image",
      { ID: "Image:0", Name: image.name },
      [element("Pixels", pixels, [...channelElements, planes].join(""))].join(""),
    ) +
    "</OME>"
  );
}

function physicalSizes({ x, y, z, unit }: Spacing): Record<string, string | number> {
  if (unit === "pixel") return {};
  const name = unit === "um" ? "µm" : unit;
  return {
    PhysicalSizeX: x,
    PhysicalSizeXUnit: name,
    PhysicalSizeY: y,
    PhysicalSizeYUnit: name,
    PhysicalSizeZ: z,
    PhysicalSizeZUnit: name,
  };
}

function element(name: string, attributes: Record<string, string | number>, content = ""): string {
  const text = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return content === "" ? `<${name}${text.join("")}/>` : `<${name}${text.join("")}>${content}</${name}>`;
}

/** Characters that XML cannot hold at all are dropped. */
const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
