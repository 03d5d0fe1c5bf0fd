/**
 * Draws the cost curves: cost of a ROI against the number of ROIs, cost of a pixel against the area of ROIs,
 * both axes logarithmic.
 * @module
 */
import { type CostCurves, type CostPoint, type CurveGroup, curveGroups } from "./own-runs.ts";

const [width, height] = [960, 400];
/** Corners of the two panels. */
const [top, bottom, panelWidth] = [64, 340, 380];
const lefts = [70, 550];

const styles: Record<CurveGroup, { readonly colour: string; readonly label: string }> = {
  scan: { colour: "#767676", label: "reading and scanning" },
  intmorph: { colour: "#0b62a8", label: "intensities and shape, 74 columns" },
  glcm: { colour: "#b3430f", label: "co-occurrence, 125 columns" },
};

interface Panel {
  readonly left: number;
  readonly title: string;
  readonly axis: string;
  readonly points: readonly CostPoint[];
  readonly x: (point: CostPoint) => number;
  /** Of `cpu` seconds, in the unit of the axis. */
  readonly y: (point: CostPoint, cpu: number) => number;
  readonly unit: string;
}

export function costChart({ byNumber, byArea }: CostCurves): string {
  const panels: Panel[] = [
    {
      left: lefts[0],
      title: "Microseconds per ROI of 9 pixels",
      axis: "ROIs in the image",
      points: byNumber,
      x: ({ rois }) => rois,
      y: ({ rois }, cpu) => (cpu / rois) * 1e6,
      unit: "µs",
    },
    {
      left: lefts[1],
      title: "Nanoseconds per pixel of the ROIs",
      axis: "area of a ROI, pixels",
      points: byArea,
      x: ({ area }) => area,
      y: ({ rois, area }, cpu) => (cpu / (rois * area)) * 1e9,
      unit: "ns",
    },
  ];
  const legend = curveGroups.map((group, i) => {
    const x = lefts[0] + 290 * i;
    return `<path d="M${x} 20h24" stroke="${styles[group].colour}" stroke-width="2.5"/>${text(x + 32, 24, styles[group].label, "start")}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="none">`,
    "<title>What Pixelmetry's measuring costs on one core, start-up left out</title>",
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...legend,
    ...panels.flatMap(drawPanel),
    "</svg>",
    "",
  ].join("\n");
}

function drawPanel({ left, title, axis, points, x, y, unit }: Panel): string[] {
  const values = points.flatMap((point) => Object.values(point.cpu).map((cpu) => y(point, cpu)));
  const [x0, x1] = decades(points.map(x));
  const [y0, y1] = decades(values);
  const across = (value: number): number => left + (panelWidth * (Math.log10(value) - x0)) / (x1 - x0);
  const up = (value: number): number => bottom - ((bottom - top) * (Math.log10(value) - y0)) / (y1 - y0);
  const lines: string[] = [text(left, top - 14, title, "start", "600")];
  for (let e = y0; e <= y1; e++) {
    lines.push(`<path d="M${left} ${round(up(10 ** e))}h${panelWidth}" stroke="#ddd"/>`);
    lines.push(text(left - 8, up(10 ** e) + 4, plain(10 ** e), "end"));
  }
  for (let e = x0; e <= x1; e++) {
    lines.push(`<path d="M${round(across(10 ** e))} ${top}V${bottom}" stroke="#eee"/>`);
    lines.push(text(across(10 ** e), bottom + 18, plain(10 ** e), "middle"));
  }
  lines.push(text(left + panelWidth / 2, bottom + 40, axis, "middle"));
  for (const group of curveGroups) {
    const { colour } = styles[group];
    const drawn = points.filter(({ cpu }) => cpu[group] !== undefined);
    const at = drawn.map(
      (point) => [round(across(x(point))), round(up(y(point, point.cpu[group]!)))] as const,
    );
    lines.push(
      `<polyline points="${at.map(([px, py]) => `${px},${py}`).join(" ")}" stroke="${colour}" stroke-width="2.5"/>`,
    );
    drawn.forEach((point, i) => {
      const value = y(point, point.cpu[group]!);
      const tip = `${x(point).toLocaleString("en")}: ${value.toPrecision(3)} ${unit}`;
      lines.push(
        `<circle cx="${at[i][0]}" cy="${at[i][1]}" r="4" fill="${colour}"><title>${tip}</title></circle>`,
      );
    });
  }
  return lines;
}

/** Exponents of ten that enclose the values. */
function decades(values: readonly number[]): readonly [number, number] {
  const least = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const most = Math.ceil(Math.log10(Math.max(...values)) - 1e-9);
  return [least, Math.max(most, least + 1)];
}

const round = (value: number): number => Math.round(value * 10) / 10;

const plain = (value: number): string =>
  value >= 1e6 ? `${value / 1e6} M` : value >= 1e4 ? `${value / 1e3} k` : value.toLocaleString("en");

const text = (x: number, y: number, content: string, anchor: string, weight = "400"): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-weight="${weight}" fill="#222">${content}</text>`;
