/**
 * Looking at the values of tokens: a feature that keeps what it is given.
 * @module
 */
import { roiInfo } from "../src/context.ts";
import { type AnyFeature, defineFeature } from "../src/feature.ts";
import { LocalImageTasks } from "../src/image-tasks.ts";
import { measureImage } from "../src/measure-image.ts";
import { plan } from "../src/plan.ts";
import type { Token } from "../src/token.ts";
import { snapshot } from "./difference.ts";
import { type Scene, sceneReader } from "./scenes.ts";
import { oneBlock } from "./tilings.ts";

/** Values of tokens by key. */
export type TokenValues = ReadonlyMap<string, unknown>;

/** A feature that needs `tokens` and hands their values to `keep`. */
export function probe(
  tokens: readonly Token<unknown>[],
  keep: (label: number, values: TokenValues) => void = () => undefined,
): AnyFeature {
  const needs = Object.fromEntries(tokens.map((token) => [token.key, token]));
  return defineFeature({
    id: "probe",
    definition: "Hands the values of tokens on.",
    formula: "",
    unit: "count",
    dimensions: [2, 3],
    names: {},
    reference: "None.",
    degenerate: "None.",
    needs: { ...needs, [roiInfo.key]: roiInfo },
    compute(values: Readonly<Record<string, unknown>>) {
      const { label } = values[roiInfo.key] as { readonly label: number };
      keep(label, new Map(Object.entries(values).map(([key, value]) => [key, snapshot(value)])));
      return label;
    },
  });
}

/** Values of `tokens` for every ROI of a scene, by label. */
export async function valuesOf(
  tokens: readonly Token<unknown>[],
  scene: Scene,
): Promise<Map<number, TokenValues>> {
  const values = new Map<number, TokenValues>();
  const compiled = plan([probe(tokens, (label, found) => void values.set(label, found))]);
  const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks: oneBlock(scene.size) });
  await measureImage(tasks, 1, compiled, 1, scene.name);
  return values;
}
