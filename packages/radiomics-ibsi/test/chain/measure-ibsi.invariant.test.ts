import { measureIntensity } from "@pixelmetry/intensity";
import { expect, test } from "vitest";
import {
  filterVolume,
  ibsiColumns,
  measureIbsi,
  parsePipeline,
  prepareImage,
  processImage,
  processRegion,
  type Vector,
  type Volume,
  volume,
} from "../../src/index.ts";
import { volumeFixture } from "../reference.ts";

const { labels, intensity, size } = volumeFixture();
const spacing: Vector = [0.8, 0.8, 2.5];
const image = volume(intensity, { size, spacing });
const mask = volume(labels, { size, spacing });
const pipeline = parsePipeline({
  resegmentation: { range: [-690, null], outliers: 2.5 },
  discretisation: { method: "fixed-bin-size", size: 30 },
  ivh: { method: "fixed-bin-size", size: 5 },
  texture: { dimensions: ["2D", "2.5D", "3D"] },
});

/** Values that differ, by key. */
const valuesOf = async (on: Volume, region: Volume, label: number, how = pipeline) => {
  const { values } = await measureIbsi(on, region, how, { label });
  return new Map([...values].map(([key, { value, missing }]) => [key, value ?? missing]));
};

/** A volume within a larger one. */
function embedded({ data, size: [width, height, depth] }: Volume, fill: number): Volume {
  const [w, h, d] = [width + 7, height + 5, depth + 9];
  const out = new Int16Array(w * h * d).fill(fill);
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      const row = (z * height + y) * width;
      out.set(data.subarray(row, row + width), ((z + 4) * h + y + 3) * w + 2);
    }
  }
  return volume(out, { size: [w, h, d], spacing });
}

test("every feature of every aggregation has one key", async () => {
  const values = await valuesOf(image, mask, 1);
  const count = (pattern: RegExp) => [...values.keys()].filter((key) => pattern.test(key)).length;
  for (const tag of ["2D", "2.5D", "3D"]) {
    // 25 of GLCM and 16 of GLRLM; 16 of GLSZM, 16 of GLDZM, 5 of NGTDM and 17 of NGLDM.
    expect(count(new RegExp(`/${tag.replace(".", "\\.")}_avg$`))).toBe(41);
    expect(count(new RegExp(`/${tag.replace(".", "\\.")}_mrg$`))).toBe(41);
    expect(count(new RegExp(`/${tag.replace(".", "\\.")}$`))).toBe(54);
  }
});

test("values do not depend on where the region lies in its image, but for intensities around it", async () => {
  const here = await valuesOf(image, mask, 2);
  const there = await valuesOf(embedded(image, -650), embedded(mask, 0), 2);
  // Local intensity peaks see the voxels around the region.
  for (const code of ["VJGA/none", "0F91/none"]) for (const values of [here, there]) values.delete(code);
  expect(there).toEqual(here);
});

test("the number of a label does not matter", async () => {
  const renamed = volume(
    labels.map((label) => (label === 2 ? 9 : label)),
    { size, spacing },
  );
  expect(await valuesOf(image, renamed, 9)).toEqual(await valuesOf(image, mask, 2));
});

test("intensities outside the range change nothing but local intensity peaks", async () => {
  const range = parsePipeline({
    resegmentation: { range: [-660, 100] },
    discretisation: { method: "fixed-bin-number", bins: 16 },
    ivh: { method: "none" },
  });
  const clipped = volume(
    intensity.map((value) => (value < -660 ? -5000 : value > 100 ? 9000 : value)),
    { size, spacing },
  );
  const here = await valuesOf(image, mask, 1, range);
  const there = await valuesOf(clipped, mask, 1, range);
  for (const code of ["VJGA/none", "0F91/none"]) for (const values of [here, there]) values.delete(code);
  expect(there).toEqual(here);
});

test("with a filter, features are those of its response in the masks of the image before", async () => {
  const filter = { filter: "mean", support: 3, dimensions: 3, boundary: "mirror" } as const;
  const chain = {
    interpolation: { dimension: "2D", spacing: 1.1, image: "cubic" },
    resegmentation: { range: [-660, 100] },
    discretisation: { method: "fixed-bin-size", size: 20 },
  };
  const filtered = await measureIbsi(image, mask, parsePipeline({ ...chain, filter }), { label: 1 });
  const before = processImage(image, mask, parsePipeline(chain), { label: 1 });
  const { data } = filterVolume(before.image, filter);
  const [width, height, depth] = before.image.size;
  const [roi] = await measureIntensity(
    { labels: before.intensityMask.data, intensity: data, width, height, depth },
    { parameters: { "discretisation.method": "fixed-bin-size", "discretisation.size": 20 } },
  );
  expect(filtered.diagnostics).toEqual(before.diagnostics);
  // Mean, variance, smallest and largest intensity; entropy, whose bins start at the smallest response.
  for (const [code, id] of [
    ["Q4LE", "intensity_mean"],
    ["ECT3", "intensity_variance"],
    ["1GSF", "intensity_minimum"],
    ["84IY", "intensity_maximum"],
    ["TLU2", "intensity_entropy"],
  ] as const) {
    expect(filtered.values.get(`${code}/none`)?.value).toBe(roi!.values[id]);
  }
});

test("regions of a prepared image are those of the image", () => {
  const prepared = prepareImage(image, pipeline);
  for (const label of [1, 2, 7]) {
    expect(processRegion(prepared, mask, { label })).toEqual(processImage(image, mask, pipeline, { label }));
  }
});

test("columns are the values of any image, in their order", async () => {
  const keys = ibsiColumns(pipeline).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const { values } = await measureIbsi(image, mask, pipeline, { label: 1 });
  const [width, height] = size;
  const plane = (data: ArrayLike<number>) =>
    volume(
      Int16Array.from(data)
        .slice(0, width * height * 6)
        .slice(-width * height),
      { size: [width, height, 1] },
    );
  const { values: flat } = await measureIbsi(plane(intensity), plane(labels), pipeline, {});
  for (const measured of [values, flat]) {
    const found = new Set(measured.keys());
    expect([...found]).toEqual(keys.filter((key) => found.has(key)));
    expect(found.size).toBeGreaterThan(250);
  }
});
