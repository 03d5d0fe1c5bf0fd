import { readFile } from "node:fs/promises";
import { PixelmetryError } from "@pixelmetry/roi";

/**
 * What a YAML file holds.
 * @param what - what the file is, and the option that names it: "configuration file", "--config"
 * @throws PixelmetryError `input-not-found`, or `invalid-argument` when it is not YAML
 */
export async function readYaml(path: string, what: string, option: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new PixelmetryError(
      "input-not-found",
      { where: path, what: `the ${what} cannot be read`, remedy: `check ${option}` },
      { cause },
    );
  });
  const { parse } = await import("yaml");
  try {
    return parse(text);
  } catch (cause) {
    const message = (cause as Error).message.split("\n")[0];
    throw new PixelmetryError(
      "invalid-argument",
      { where: path, what: `this is not YAML: ${message}`, remedy: "mend the file" },
      { cause },
    );
  }
}
