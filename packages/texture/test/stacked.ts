/**
 * Volumes of two equal planes. Their directions within the plane have the pairs and runs of the plane, each twice.
 * @module
 */
import type { Claim, Scene } from "./reference.ts";

/** Column of a direction of a volume by that of the same direction of an image. */
export const directionOfAngle: Readonly<Record<string, string>> = {
  "0": "1_0_0",
  "45": "1_1_0",
  "90": "0_1_0",
  "135": "m1_1_0",
};

interface Form extends Claim {
  readonly scene: string;
  readonly image: Scene;
  readonly column: string;
}

const volumes = new Map<Scene, Scene>();

function twice(plane: Scene): Scene {
  const known = volumes.get(plane);
  if (known !== undefined) return known;
  const { labels, intensity, width, height } = plane;
  const double = <A extends Scene["labels"]>(array: A): A => {
    const both = new (array.constructor as new (length: number) => A)(2 * array.length);
    both.set(array as never);
    both.set(array as never, array.length);
    return both;
  };
  const volume = { labels: double(labels), intensity: double(intensity), width, height, depth: 2 };
  volumes.set(plane, volume);
  return volume;
}

/**
 * Closed forms of directions of volumes from those of images.
 * @param factor - of a measure when every entry of the matrix counts twice
 */
export function stacked<F extends Form>(forms: readonly F[], factor: (id: string) => number): F[] {
  return forms
    .filter(({ column }) => column.includes("_per_angle_"))
    .map((form) => {
      const [measure, angle] = form.column.split("_per_angle_");
      const id = `${measure}_per_direction`;
      return {
        ...form,
        id,
        name: `${form.name} of a volume`,
        scene: `${form.scene}, twice`,
        image: twice(form.image),
        column: `${id}_${directionOfAngle[angle]}`,
        expected: typeof form.expected === "number" ? form.expected * factor(id) : form.expected,
      };
    });
}

/** Column of a direction after two axes (0 to 2 for x to z) have been exchanged; other columns stay. */
export const exchanging =
  (a: number, b: number) =>
  (column: string): string =>
    column.replace(/(?<=per_direction_)\S+$/, (direction) => {
      const steps = direction.split("_").map((step) => Number(step.replace("m", "-")));
      [steps[a], steps[b]] = [steps[b], steps[a]];
      const sign = Math.sign(steps[2] || steps[1] || steps[0]);
      return steps.map((step) => `${sign * step + 0}`.replace("-", "m")).join("_");
    });
