import type { Parameters } from "../measured.ts";
import { type Claim, fixture, load, type Scene } from "../reference.ts";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  /** Name of the scene. */
  readonly image: string;
  readonly parameters: Parameters;
  readonly column: string;
}

interface GaborGolden {
  readonly settings: { readonly configs: Readonly<Record<string, Parameters>>; readonly others?: Parameters };
  readonly rows: readonly {
    readonly fixture: string;
    readonly label: number;
    readonly config: string;
    /** Of one column, or of all. */
    readonly value: number | readonly number[] | null;
    readonly column?: string;
    readonly missing?: string;
    readonly note?: string;
  }[];
}

export const tools = ["scipy", "nyxus"] as const;

const id = "gabor_response_ratio";
const claim = { id, tolerance: 1e-15, scale: 0, reason: "a quotient of two numbers of pixels" };

/** Rows of a tool; one with a note shows the tool's own convention. */
export function oracleRows(tool: (typeof tools)[number]): OracleRow[] {
  const { settings, rows } = load<GaborGolden>(`gabor/${tool}.json`);
  return rows
    .filter(({ note }) => note === undefined)
    .flatMap(({ fixture: image, label, config, value, column, missing }) => {
      const parameters = { ...settings.others, ...settings.configs[config] };
      const columns = column === undefined ? columnsOf(parameters) : [column];
      return columns.map((suffix, i): OracleRow => {
        const expected = Array.isArray(value) ? (value[i] as number) : ((value as number) ?? missing!);
        const name = `${image} ${label} ${config} ${suffix}`;
        return { ...claim, name, label, image, parameters, column: `${id}_${suffix}`, expected };
      });
    });
}

function columnsOf(parameters: Parameters): string[] {
  const [frequencies, angles] = ["gabor.frequencies", "gabor.angles"].map(
    (name) => parameters[name] as number[],
  );
  return frequencies.flatMap((f) => angles.map((a) => `f${f}_a${a}`));
}

/** A fixture, or the patch of cells in a frame of zeros that the generator for Nyxus describes. */
export function oracleImage(name: string): Scene {
  if (name !== "framed") return fixture(name);
  const cells = fixture("cells");
  const [width, height] = [74, 70];
  const intensity = new Uint16Array(width * height);
  for (let y = 0; y < 20; y++) {
    for (let x = 0; x < 22; x++) {
      const corner = y % 19 === 0 && x % 21 === 0;
      const level = corner ? 65535 : 15 * cells.intensity[(y + 12) * cells.width + x + 14];
      intensity[(y + 25) * width + x + 26] = Math.min(level, 65535);
    }
  }
  return { labels: new Uint8Array(width * height).fill(1), intensity, width, height, depth: 1 };
}
