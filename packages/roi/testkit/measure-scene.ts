/**
 * Measuring a scene in every way there is, as rows that can be compared.
 * @module
 */
import type { BlockBox } from "../src/block-grid.ts";
import type { AnyFeature } from "../src/feature.ts";
import { LocalImageTasks } from "../src/image-tasks.ts";
import { rowLayout } from "../src/layout.ts";
import { type MeasureOptions, measureImage } from "../src/measure-image.ts";
import { missingReasons } from "../src/missing.ts";
import { plan } from "../src/plan.ts";
import type { Random } from "./random.ts";
import { type Scene, sceneReader } from "./scenes.ts";
import { outOfOrder } from "./task-order.ts";
import { oneBlock } from "./tilings.ts";

export interface MeasureSceneOptions extends MeasureOptions {
  /** Default: one block. */
  readonly blocks?: readonly BlockBox[];
  /** Lets tasks finish in random order. */
  readonly order?: Random;
}

/** Values (or the words of missing ones) by column, by label in ascending order. */
export type SceneRows = Map<number, Readonly<Record<string, number | string>>>;

/** Measures all ROIs of a scene. */
export async function measureScene(
  features: readonly AnyFeature[],
  scene: Scene,
  options: MeasureSceneOptions = {},
): Promise<SceneRows> {
  const { blocks = oneBlock(scene.size), order, ...rest } = options;
  const reader = sceneReader(scene);
  const compiled = plan(features);
  const local = new LocalImageTasks(reader, compiled, {
    blocks,
    ...(rest.store ? { store: rest.store } : {}),
  });
  const tasks = order ? outOfOrder(local, order) : local;
  const result = await measureImage(
    tasks,
    blocks.length,
    compiled,
    reader.channels.length,
    reader.where,
    rest,
  );
  const columns = rowLayout(compiled, reader.channels.length).entries.flatMap(({ feature }) =>
    (feature.columns ?? [""]).map((suffix) => (suffix === "" ? feature.id : `${feature.id}_${suffix}`)),
  );
  const rows: SceneRows = new Map();
  for (const batch of result.rows.ordered(7)) {
    for (let i = 0; i < batch.rows; i++) {
      const row: Record<string, number | string> = {};
      columns.forEach((column, c) => {
        const at = i * columns.length + c;
        row[column] = batch.codes[at] === 0 ? batch.values[at] : missingReasons[batch.codes[at]];
      });
      rows.set(batch.labels[i], row);
    }
  }
  return rows;
}
