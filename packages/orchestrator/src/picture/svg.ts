/**
 * Drawings as SVG files that need nothing else: pictures are embedded, fonts are the reader's own.
 * @module
 */
import type { Drawing, Mark } from "./drawing.ts";
import { encodePng } from "./png.ts";

const fonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** Writes a drawing without pictures. */
export function toSvg(drawing: Drawing): string {
  return frame(
    drawing,
    drawing.marks.map((mark) => element(mark, "")),
  );
}

/** Writes a drawing with its pictures as PNG inside. */
export async function toSvgWithPictures(drawing: Drawing): Promise<string> {
  const elements = await Promise.all(
    drawing.marks.map(async (mark) =>
      element(mark, mark.kind === "picture" ? base64(await encodePng(mark.image)) : ""),
    ),
  );
  return frame(drawing, elements);
}

function frame({ width, height, title, background }: Drawing, elements: readonly string[]): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${fonts}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" fill="${background}"/>`,
    ...elements,
    "</svg>",
    "",
  ].join("\n");
}

function element(mark: Mark, png: string): string {
  switch (mark.kind) {
    case "rectangle": {
      const { x, y, width, height, fill, opacity, radius } = mark;
      const extra = `${opacity === undefined ? "" : ` fill-opacity="${opacity}"`}${radius ? ` rx="${round(radius)}"` : ""}`;
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${extra}/>`;
    }
    case "polygon":
      return `<polygon points="${mark.points.map((point) => point.map(round).join(",")).join(" ")}" fill="${mark.fill}"/>`;
    case "line": {
      const [x1, y1, x2, y2] = [...mark.from, ...mark.to].map(round);
      return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${mark.stroke}" stroke-width="${round(mark.width)}"/>`;
    }
    case "text": {
      const { x, y, text, size, fill, bold, anchor } = mark;
      const extra = `${bold ? ' font-weight="600"' : ""}${anchor ? ` text-anchor="${anchor}"` : ""}`;
      return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" fill="${fill}"${extra}>${escapeXml(text)}</text>`;
    }
    case "picture": {
      const { x, y, image } = mark;
      const box = `x="${round(x)}" y="${round(y)}" width="${image.width}" height="${image.height}"`;
      return `<image ${box} href="data:image/png;base64,${png}"/>`;
    }
  }
}

const round = (value: number): string => String(Number(value.toFixed(2)));

/** XML text; characters that XML does not know are dropped. */
function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => names[character]);
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
