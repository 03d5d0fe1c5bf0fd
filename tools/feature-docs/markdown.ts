/**
 * Markdown of the generated pages.
 * @module
 */

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

export const code = (text: string): string => `\`${text}\``;

/** Plain text in which nothing is markup: addresses stay as they are. */
export const text = (plain: string): string => plain.replace(/[\\*_`<>[\]|]/g, "\\$&");

/** What every generated page says at its top. */
export const notice = "<!-- Written by `pnpm docs:features` from the registry; do not edit. -->\n";
