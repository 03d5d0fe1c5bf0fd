import type { ImageTasks } from "../src/image-tasks.ts";
import type { Random } from "./random.ts";

/** The same tasks, finishing in random order as if many workers ran them. */
export function outOfOrder(tasks: ImageTasks, random: Random): ImageTasks {
  const waiting: (() => void)[] = [];
  const releaseOne = (): void => {
    const [release] = waiting.splice(Math.floor(random() * waiting.length), 1);
    release();
  };
  /** Resolves after a random one of the tasks that are waiting by then. */
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      setTimeout(releaseOne, 0);
    });
  const late = async <T>(result: Promise<T>): Promise<T> => {
    await turn();
    return result;
  };
  return {
    survey: (block) => late(tasks.survey(block)),
    collect: (block) => late(tasks.collect(block)),
    measure: (batch) => late(tasks.measure(batch)),
  };
}
