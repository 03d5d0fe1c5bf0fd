import { type ErrorDetail, isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";

describe("messages are one sentence: where, what, expected, found, remedy", () => {
  test.each<[ErrorDetail, string]>([
    [{ what: "the file is empty" }, "the file is empty."],
    [{ what: "the file is empty", where: "a.tif" }, "a.tif: the file is empty."],
    [{ what: "wrong size", expected: 3, received: 4 }, "wrong size (expected 3, found 4)."],
    [{ what: "wrong size", expected: "3 x 3" }, "wrong size (expected 3 x 3)."],
    [{ what: "wrong size", received: 0 }, "wrong size (found 0)."],
    [
      {
        where: "--bins",
        what: "not a number",
        expected: "1 to 65535",
        received: "many",
        remedy: "give a number",
      },
      "--bins: not a number (expected 1 to 65535, found many); give a number.",
    ],
  ])("%o", (detail, message) => {
    expect(new PixelmetryError("invalid-argument", detail).message).toBe(message);
  });
});

describe("the guard", () => {
  const error: unknown = new PixelmetryError("no-roi", { what: "nothing there" });
  test("knows the class and the tags", () => {
    expect(isPixelmetryError(error)).toBe(true);
    expect(isPixelmetryError(error, "no-roi", "aborted")).toBe(true);
    expect(isPixelmetryError(error, "aborted")).toBe(false);
    expect(isPixelmetryError(new Error("no-roi"))).toBe(false);
    expect(isPixelmetryError(undefined, "no-roi")).toBe(false);
    expect(isPixelmetryError({ name: "PixelmetryError", tag: "no-roi" })).toBe(false);
  });
});

test("the plain form crosses a worker boundary and becomes the same error again", () => {
  const detail = { what: "broken", where: "b.tif", data: { tile: 3 } };
  const error = new PixelmetryError("corrupt-input", detail, { cause: new Error("inflate") });
  const { tag, detail: copied, message } = structuredClone(error.toJSON());
  const again = new PixelmetryError(tag, copied);
  expect([again.tag, again.message, again.detail]).toEqual(["corrupt-input", message, detail]);
  expect(error.name).toBe("PixelmetryError");
  expect((error.cause as Error).message).toBe("inflate");
});
