import { mkdir } from "node:fs/promises";
import { PixelmetryError } from "@pixelmetry/roi";

/** @throws PixelmetryError `output-failed` when the folder for outputs cannot be made */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? "unknown error";
    throw new PixelmetryError(
      "output-failed",
      {
        where: path,
        what: `the output folder cannot be made (${code})`,
        remedy: "choose another folder with --out",
      },
      { cause },
    );
  }
}
