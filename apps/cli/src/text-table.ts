/**
 * Tables on a terminal: columns as wide as their widest cell, the last one wrapped to what is left.
 * @module
 */

/** @param width - characters of a line; unlimited when absent (a pipe) */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const widths = header.map((title, c) => Math.max(title.length, ...rows.map((row) => row[c].length)));
  const last = header.length - 1;
  const indent = widths.slice(0, last).reduce((sum, w) => sum + w + 2, 0);
  const room = width === undefined ? Number.POSITIVE_INFINITY : Math.max(30, width - indent);
  const line = (cells: readonly string[]): string => {
    const start = cells
      .slice(0, last)
      .map((cell, c) => cell.padEnd(widths[c] + 2))
      .join("");
    return wrap(cells[last], room)
      .map((part, i) => `${i === 0 ? start : " ".repeat(indent)}${part}`.trimEnd())
      .join("\n");
  };
  const rule = widths.map((w, c) => "-".repeat(c === last ? Math.min(w, room) : w));
  return `${[line(header), line(rule), ...rows.map(line)].join("\n")}\n`;
}

function wrap(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
