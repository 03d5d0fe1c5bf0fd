import { isPixelmetryError } from "@pixelmetry/roi";
import { expect } from "vitest";
import { type OpenOptions, openImage } from "../src/index.ts";
import { readAll } from "./pixels.ts";

/** Opens and reads everything; the error must be one sentence that a user can act on. */
export async function failure(
  input: Uint8Array | string,
  options: OpenOptions = {},
  name = "bad.file",
): Promise<string> {
  try {
    const image = await openImage(input, typeof input === "string" ? options : { name, ...options });
    await readAll(image);
  } catch (error) {
    if (!isPixelmetryError(error)) throw error;
    expect(error.message).not.toMatch(/\n|NaN|undefined|\[object/);
    expect(error.message).toContain(typeof input === "string" ? "" : name);
    return `${error.tag}: ${error.message}`;
  }
  throw new Error("the file was read without complaint");
}

/** A copy with some bytes replaced. */
export function patched(bytes: Uint8Array, at: number, values: ArrayLike<number>): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}
