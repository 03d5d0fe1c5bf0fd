import { isPixelmetryError, memoryReader } from "@pixelmetry/roi";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { colourAt } from "../src/picture/colour-map.ts";
import { type OverlayOptions, pictureLevel, renderOverlay, renderOverlaySvg } from "../src/picture/index.ts";
import { encodePng } from "../src/picture/png.ts";
import { scaleBar } from "../src/picture/scale-bar.ts";

const labels = Uint16Array.from({ length: 60 * 40 }, (_, i) => {
  const [x, y] = [i % 60, Math.floor(i / 60)];
  return x % 20 > 3 && y % 20 > 3 ? 1 + Math.floor(x / 20) + 3 * Math.floor(y / 20) : 0;
});
const intensity = Uint16Array.from(labels, (label, i) => 100 + label + (i % 17));
const image = memoryReader({ width: 60, height: 40, labels, intensity, spacingUm: [0.5, 0.5, 1] });
const values = new Map<number, number | null>([
  [1, -2.5],
  [2, 0],
  [3, 1],
  [4, 2.5],
  [5, null],
]);
const options: OverlayOptions = {
  image,
  values,
  title: "intensity_skewness",
  unit: "1",
  subtitle: "a & b.tif",
};

/** The colours that a PNG holds, as `r,g,b`. */
function coloursIn(png: Uint8Array): Set<string> {
  const { data, channels } = decode(png);
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += channels) found.add([...data.slice(at, at + 3)].join());
  return found;
}

async function tagOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isPixelmetryError(error) ? `${error.tag}: ${error.message}` : String(error);
}

describe("overlay", () => {
  it("is a PNG that another decoder reads, wide enough for the enlarged image and its legend", async () => {
    const { width, height, channels, depth } = decode(await renderOverlay(options));
    expect({ channels, depth }).toEqual({ channels: 3, depth: 8 });
    // 60 pixels of 17 with margins of 28; the height adds the legend.
    expect(width).toBe(60 * 17 + 2 * 28);
    expect(height).toBeGreaterThan(40 * 17 + 2 * 28);
    expect(height).toBeLessThan(40 * 17 + 2 * 28 + 160);
  });

  it("shows the ends of the colour map in the legend", async () => {
    const found = coloursIn(await renderOverlay({ ...options, colours: "cividis" }));
    expect(found).toContain(colourAt("cividis", 0).join());
    expect(found).toContain(colourAt("cividis", 1).join());
  });

  it("is the same each time", async () => {
    const [first, second] = [await renderOverlay(options), await renderOverlay(options)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it("keeps to the width that is asked for", async () => {
    for (const maxWidth of [320, 500, 1600]) {
      const { width } = decode(await renderOverlay({ ...options, maxWidth }));
      expect(width).toBeLessThanOrEqual(maxWidth);
    }
    const side = 2000;
    const large = memoryReader({ width: side, height: side, labels: new Uint8Array(side * side).fill(1) });
    const { width, height } = decode(await renderOverlay({ image: large, values, title: "area" }));
    expect(width).toBe(1000 + 2 * 28);
    expect(height).toBeGreaterThan(1000);
  });

  it("says how many ROIs there are and how many have no value, in text that SVG can carry", async () => {
    const svg = await renderOverlaySvg(options);
    const texts = [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const text of ["6 ROIs", "2 without value", "a &amp; b.tif", "5 µm", "−2"])
      expect(texts).toContain(text);
    const [, base64] = /base64,([^"]+)"/.exec(svg.slice(svg.lastIndexOf("<image")))!;
    const { width, height } = decode(Buffer.from(base64, "base64"));
    expect([width, height]).toEqual([60 * 17, 40 * 17]);
  });

  it.each<[string, Partial<OverlayOptions>]>([
    [
      "one pixel",
      { image: memoryReader({ width: 1, height: 1, labels: Uint8Array.of(1) }), values: new Map([[1, 3]]) },
    ],
    [
      "no ROI",
      { image: memoryReader({ width: 9, height: 9, labels: new Uint8Array(81) }), values: new Map() },
    ],
    ["no value", { values: new Map([[1, Number.NaN]]) }],
    ["equal values", { values: new Map([1, 2, 3].map((label) => [label, 7])) }],
    [
      "values far apart",
      {
        values: new Map([
          [1, -1e308],
          [2, 1e308],
          [3, 5e-324],
        ]),
      },
    ],
    ["one ROI of many", { values: new Map([[4, -1e-7]]) }],
    [
      "dark images",
      {
        image: memoryReader({
          width: 60,
          height: 40,
          labels,
          intensity: new Float32Array(2400).fill(Number.NaN),
        }),
      },
    ],
    [
      "label 4294967295",
      {
        image: memoryReader({ width: 2, height: 1, labels: Uint32Array.of(4294967295, 0) }),
        values: new Map([[4294967295, 1]]),
      },
    ],
    [
      "negative labels and NaN",
      { image: memoryReader({ width: 3, height: 1, labels: Float32Array.of(-1, Number.NaN, 2) }) },
    ],
    [
      "whole images",
      { image: memoryReader({ width: 60, height: 40, intensity }), values: new Map([[1, 0.5]]) },
    ],
    ["a title longer than the picture", { title: "x".repeat(500), subtitle: "漢字".repeat(99) }],
  ])("is drawn for %s", async (_, changes) => {
    const { width, height } = decode(await renderOverlay({ ...options, ...changes }));
    expect(width).toBeGreaterThanOrEqual(320);
    expect(height).toBeGreaterThan(40);
    const svg = await renderOverlaySvg({ ...options, ...changes });
    expect(svg.replace(/base64,[^"]+/g, "").match(/NaN|undefined|Infinity/g)).toBeNull();
  });

  it("rejects what cannot be drawn", async () => {
    expect(await tagOf(renderOverlay({ ...options, channels: [1] }))).toBe(
      "invalid-argument: the picture: the image has no channel 1 (expected 0); choose another channel.",
    );
    expect(await tagOf(renderOverlay({ ...options, z: 1 }))).toMatch(/^invalid-argument: .*no plane 1/);
    expect(await tagOf(renderOverlay({ ...options, maxWidth: 100 }))).toMatch(
      /^invalid-argument: .*at least 320/,
    );
    expect(await tagOf(renderOverlay({ ...options, range: [2, 1] }))).toMatch(/^invalid-argument: .*range/);
    expect(await tagOf(renderOverlay({ ...options, signal: AbortSignal.abort() }))).toMatch(/^aborted: /);
  });
});

describe("PNG", () => {
  it("decodes to the pixels it was made of", async () => {
    const [width, height] = [37, 23];
    const pixels = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    pixels.fill(200, 900, 1500);
    const png = decode(await encodePng({ width, height, pixels }), { checkCrc: true });
    expect([png.width, png.height]).toEqual([width, height]);
    expect(Buffer.compare(Uint8Array.from(png.data), pixels)).toBe(0);
  });
});

describe("scale bar", () => {
  it.each([
    [1024, 0.1625, "20 µm"],
    [1000, 1, "200 µm"],
    [1500, 3.9, "1 mm"],
    [1000, 0.0011, "200 nm"],
    [800, 350, "5 cm"],
  ])("of %i pixels of %d µm is %s", (width, pixelUm, text) => {
    const bar = scaleBar(width, pixelUm)!;
    expect(bar.text).toBe(text);
    expect(bar.length).toBeGreaterThan(0.1 * width);
    expect(bar.length).toBeLessThan(0.27 * width);
  });

  it("is left out where the size of pixels is no size", () => {
    expect(scaleBar(100, 0)).toBeUndefined();
    expect(scaleBar(100, Number.NaN)).toBeUndefined();
  });
});

describe("level of a pyramid", () => {
  const levels = [
    [40_000, 30_000],
    [10_000, 7500],
    [2500, 1875],
    [625, 468],
  ] as const;
  it("is the coarsest that fills the picture", () => {
    expect(pictureLevel(levels, 1600)).toBe(2);
    expect(pictureLevel(levels, 600)).toBe(3);
    expect(pictureLevel(levels, 2501)).toBe(1);
    expect(pictureLevel([[300, 200]], 1600)).toBe(0);
  });
});
