/** A CSV reader for the tests, written from RFC 4180 and sharing nothing with the writer. */
export interface ParsedCell {
  readonly text: string;
  readonly quoted: boolean;
}

export function parseCsv(text: string): ParsedCell[][] {
  const rows: ParsedCell[][] = [];
  let row: ParsedCell[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    const quoted = text[at] === '"';
    if (quoted) {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error("a quote is not closed");
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    } else {
      const from = at;
      while (at < text.length && text[at] !== "," && text[at] !== "\n") at++;
      cell = text.slice(from, at);
      if (/["\r]/.test(cell)) throw new Error(`a cell should be quoted: ${JSON.stringify(cell)}`);
    }
    row.push({ text: cell, quoted });
    if (text[at] === ",") {
      at++;
      // A comma before a line break or the end leaves one more, empty, cell; the loop adds it for the former.
      if (at === text.length) throw new Error("the last line does not end");
      continue;
    }
    if (text[at] !== "\n") throw new Error(`unexpected ${JSON.stringify(text[at])} after a cell`);
    at++;
    rows.push(row);
    row = [];
  }
  return rows;
}
