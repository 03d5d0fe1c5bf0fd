/**
 * Names in the spellings that code uses: snake case in ids, kebab case in file names, camel case in variables.
 * @module
 */

export const isSnakeCase = (name: string): boolean => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name);

export const kebab = (snake: string): string => snake.replaceAll("_", "-");

export const camel = (snake: string): string =>
  snake.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** `box_diagonal` → `Box diagonal`. */
export const title = (snake: string): string =>
  (snake[0]!.toUpperCase() + snake.slice(1)).replaceAll("_", " ");
