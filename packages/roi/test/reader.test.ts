import {
  BlockBuffers,
  bytesPerElement,
  type DType,
  dtypeOf,
  isIntegerType,
  memoryPlanes,
  memoryReader,
  pixelArray,
  wholeImageLabels,
} from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";

const dtypes: DType[] = ["uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64"];

describe("pixel arrays", () => {
  test.each(dtypes)("%s", (dtype) => {
    const array = pixelArray(dtype, 5);
    expect(dtypeOf(array)).toBe(dtype);
    expect(array.BYTES_PER_ELEMENT).toBe(bytesPerElement(dtype));
    expect(isIntegerType(dtype)).toBe(!dtype.startsWith("float"));
    const view = pixelArray(dtype, new ArrayBuffer(64), 16, 3);
    expect([dtypeOf(view), view.byteOffset, view.length]).toEqual([dtype, 16, 3]);
  });
  test("a Node buffer holds bytes; arrays of other types hold no pixels", () => {
    expect(dtypeOf(Buffer.from([1, 2]))).toBe("uint8");
    expect(() => dtypeOf(new BigUint64Array(1) as never)).toThrow(TypeError);
  });
});

describe("planes", () => {
  test("copy a rectangle to rows that lie apart", () => {
    const pixels = Uint8Array.from({ length: 24 }, (_, i) => i);
    const out = new Uint8Array(12).fill(99);
    void memoryPlanes(pixels, 4, 3).read({ x: 1, y: 1, z: 1, width: 2, height: 2 }, out, 3, 5);
    expect([...out]).toEqual([99, 99, 99, 17, 18, 99, 99, 99, 21, 22, 99, 99]);
  });
  test("of a whole image are all one ROI", () => {
    const out = new Uint8Array(8);
    void wholeImageLabels.read({ x: 0, y: 0, z: 0, width: 2, height: 2 }, out, 1, 4);
    expect([...out]).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
  });
});

test("a reader knows the geometry", () => {
  const flat = memoryReader({ labels: new Uint8Array(6), width: 3, height: 2 });
  expect(flat.context).toEqual({ size: [3, 2, 1], ndim: 2, spacing: [1, 1, 1] });
  expect(flat.channels).toEqual([]);
  const volume = memoryReader({
    intensity: new Int16Array(12),
    width: 3,
    height: 2,
    depth: 2,
    spacing: [0.5, 0.25, 2],
    spacingUm: [1, 1, 3],
  });
  expect(volume.context).toEqual({ size: [3, 2, 2], ndim: 3, spacing: [0.5, 0.25, 2], spacingUm: [1, 1, 3] });
  expect(volume.channels.map(({ dtype }) => dtype)).toEqual(["int16"]);
});

describe("block buffers", () => {
  test("are used again when they are large enough", () => {
    const buffers = new BlockBuffers();
    const first = buffers.take(100);
    const second = buffers.take(100);
    expect(second).not.toBe(first);
    buffers.give(first);
    expect(buffers.take(80)).toBe(first);
    buffers.give(second);
    expect(buffers.take(200).byteLength).toBe(200);
  });
  test("that other threads read are not taken back", () => {
    const buffers = new BlockBuffers();
    const shared = new SharedArrayBuffer(64);
    buffers.give(shared);
    expect(buffers.take(8)).not.toBe(shared);
  });
});
