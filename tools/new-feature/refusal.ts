/** Why a scaffold writes nothing; its message is the one sentence that is printed. */
export class Refusal extends Error {}

/** Runs a scaffold; a refusal ends the process with its sentence and without a trace. */
export function orRefuse(scaffold: () => void): void {
  try {
    scaffold();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
