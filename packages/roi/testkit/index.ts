/**
 * The testkit: laws that every accumulator and every feature obeys, and the scenes they are checked on. Any
 * package that defines features runs them from its own tests; they need no particular test framework.
 * @module
 */
export {
  type AccumulatorLaw,
  type AccumulatorLawOptions,
  accumulatorLaws,
  accumulatorsOf,
} from "./accumulator-laws.ts";
export { difference, snapshot, type Tolerance } from "./difference.ts";
export { type FeatureLaw, type FeatureLawOptions, featureLaws } from "./feature-laws.ts";
export { type Law, LawViolation, testLaws } from "./law.ts";
export { type MeasureSceneOptions, measureScene, type SceneRows } from "./measure-scene.ts";
export { MemorySpillStore } from "./memory-store.ts";
export { mulberry32, type Random, randomInteger, shuffled, unevenCuts } from "./random.ts";
export {
  cells,
  floats,
  floatVolume,
  labelsOf,
  partition,
  type Scene,
  sceneReader,
  scenes,
  volume,
} from "./scenes.ts";
export { outOfOrder } from "./task-order.ts";
export { narrowBlocks, oneBlock, oneRowBlocks, tilings, unevenBlocks } from "./tilings.ts";
