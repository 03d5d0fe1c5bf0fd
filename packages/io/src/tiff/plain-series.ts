import { PixelmetryError } from "@pixelmetry/roi";
import { corrupt } from "./corrupt.ts";
import type { Ifd } from "./ifd.ts";
import { checkContiguous } from "./imagej-series.ts";
import type { PageLayout } from "./layout.ts";
import { pixelSpacing, planeIndex, type Series } from "./series.ts";
import { Tag } from "./tags.ts";

/** Shape of the array that tifffile stored, where its description states it. */
interface Shape {
  readonly axes: string | undefined;
  readonly shape: readonly number[];
  readonly truncated: boolean;
}

/**
 * A file without OME or ImageJ metadata: pages are z planes, samples are channels. Where tifffile names the
 * axes of its array, they are followed. XResolution is not used: most writers put the resolution of a printer
 * or a screen there, and a length in such units would look physical.
 * @param pages numbers of the pages in the chain that are planes
 * @throws PixelmetryError `corrupt-input` when a stated shape does not fit the pages
 */
export async function plainSeries(
  description: string,
  ifd: Ifd,
  first: PageLayout,
  pages: readonly number[],
): Promise<Series> {
  if (pages.length === 1 && ifd.count(Tag.Uic2) > 1) {
    throw new PixelmetryError("unsupported-format", {
      what: "MetaMorph stacks (STK) keep planes where a TIFF reader does not look",
      where: ifd.source.name,
      expected: "one page per plane",
      received: `${ifd.count(Tag.Uic2)} planes in one page`,
      remedy: "save the stack as OME-TIFF",
    });
  }
  const stated = readShape(description);
  const { samples } = first;
  const planes = stated?.truncated ? statedPlanes(stated, first) : pages.length;
  const contiguous = planes > 1 && pages.length === 1;
  if (contiguous) await checkContiguous(first, planes);
  const { order, sizes } = axisSizes(stated, planes) ?? { order: "ZCT", sizes: { Z: planes, C: 1, T: 1 } };
  return {
    depth: sizes.Z,
    channels: sizes.C * samples,
    frames: sizes.T,
    channelNames: new Array<string>(sizes.C * samples).fill(""),
    spacing: pixelSpacing,
    samplesAreChannels: false,
    notes: vendorNotes(ifd, planes),
    pages,
    locate(z, channel, frame) {
      const plane = planeIndex(order, sizes, { Z: z, C: Math.floor(channel / samples), T: frame });
      const sample = channel % samples;
      return contiguous ? { page: pages[0], sample, skip: plane } : { page: pages[plane], sample, skip: 0 };
    },
  };

  function statedPlanes({ shape }: Shape, { width, height }: PageLayout): number {
    const pixels = shape.reduce((product, n) => product * n, 1);
    const planes = pixels / (width * height * samples);
    if (Number.isInteger(planes) && planes >= 1) return planes;
    throw corrupt(ifd.source, "the shape in the description does not fit the page", {
      expected: `a multiple of ${width} x ${height}`,
      received: shape.join(" x "),
    });
  }
}

function vendorNotes(ifd: Ifd, planes: number): string[] {
  const vendor = ifd.has(Tag.ZeissLsm) ? "Zeiss LSM" : ifd.has(Tag.FluoView) ? "Olympus FluoView" : undefined;
  if (vendor === undefined) return [];
  const pages = planes > 1 ? "; its pages are taken as z planes" : "";
  return [`${vendor} metadata are not read: lengths are in pixels${pages}`];
}

function readShape(description: string): Shape | undefined {
  if (!description.startsWith('{"shape":')) return undefined;
  try {
    const { shape, axes, truncated } = JSON.parse(description) as Record<string, unknown>;
    const valid = Array.isArray(shape) && shape.every((n) => Number.isInteger(n) && n >= 1);
    if (!valid) return undefined;
    return { shape, axes: typeof axes === "string" ? axes : undefined, truncated: truncated === true };
  } catch {
    return undefined;
  }
}

/** Sizes of the axes before Y and X, when they are Z, C and T in any order and make up all planes. */
function axisSizes(stated: Shape | undefined, planes: number) {
  const axes = stated?.axes;
  if (!stated || axes === undefined || axes.length !== stated.shape.length) return undefined;
  const outer = axes.slice(0, axes.indexOf("Y"));
  const distinct = new Set(outer).size === outer.length;
  if (!distinct || !/^[ZCT]{0,3}$/.test(outer) || !/^YXS?$/.test(axes.slice(outer.length))) return undefined;
  const sizes = { Z: 1, C: 1, T: 1 };
  for (let i = 0; i < outer.length; i++) sizes[outer[i] as "Z" | "C" | "T"] = stated.shape[i];
  if (sizes.Z * sizes.C * sizes.T !== planes) return undefined;
  // The last axis before Y varies fastest; axes that are not there have one element.
  const order = [...outer].reverse().join("") + [..."ZCT"].filter((axis) => !outer.includes(axis)).join("");
  return { order, sizes };
}
