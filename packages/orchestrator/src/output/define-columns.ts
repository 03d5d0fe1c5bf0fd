/**
 * Columns that users define by expressions over other columns: `roughness = perimeter^2 / area`. mathjs
 * evaluates them; it is loaded only when there are any.
 * @module
 */
import type { TableColumn } from "@pixelmetry/io";
import { missing, PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";

/** Computes defined columns from the values of a row. */
export interface DefinedColumns {
  readonly columns: readonly TableColumn[];
  /**
   * Fills `values` and `codes` of one row; a definition that uses a missing value, or that has no finite
   * result, is missing.
   */
  compute(
    row: { readonly values: Float64Array; readonly codes: Uint8Array; readonly at: number },
    values: Float64Array,
    codes: Uint8Array,
    at: number,
  ): void;
}

/**
 * Compiles definitions of the form `name = expression`.
 * @param available - names of the feature columns, in row order
 * @param taken - further names that a definition must not have
 * @throws PixelmetryError `invalid-argument` for an expression that cannot be read or names no column
 */
export async function compileDefinitions(
  definitions: readonly string[],
  available: readonly string[],
  taken: readonly string[] = [],
): Promise<DefinedColumns> {
  const math = await loadMath();
  const names = new Set([...available, ...taken]);
  const index = new Map(available.map((name, i) => [name, i]));
  const compiled = definitions.map((definition) => {
    const match = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)\s*(.+)$/u.exec(definition);
    if (match === null) {
      throw invalid(
        definition,
        "a definition has the form name = expression",
        "roughness = morphology_area / morphology_extent",
      );
    }
    const [, name, expression] = match;
    if (names.has(name))
      throw invalid(definition, `there is a column ${name} already`, undefined, "choose another name");
    names.add(name);
    const node = parse(math, definition, expression);
    const inputs = new Map<string, number>();
    node.traverse((part: MathNode) => {
      if (part.type !== "SymbolNode" || part.name === undefined) return;
      const column = index.get(part.name);
      if (column !== undefined) inputs.set(part.name, column);
      else if (!isKnownSymbol(math, part.name)) throw unknownName(definition, part.name, available);
    });
    return { name, expression, evaluate: node.compile(), inputs: [...inputs] };
  });
  const undefinedCode = missing("undefined").code;
  return {
    columns: compiled.map(({ name, expression }) => ({
      name,
      type: "float64" as const,
      metadata: { id: name, definition: expression, unit: "derived" },
    })),
    compute(row, values, codes, at) {
      compiled.forEach(({ evaluate, inputs }, i) => {
        const scope: Record<string, number> = {};
        let complete = true;
        for (const [name, column] of inputs) {
          if (row.codes[row.at + column] !== 0) complete = false;
          scope[name] = row.values[row.at + column];
        }
        const value: unknown = complete ? evaluate.evaluate(scope) : Number.NaN;
        const usable = typeof value === "number" && Number.isFinite(value);
        values[at + i] = usable ? value : 0;
        codes[at + i] = usable ? 0 : undefinedCode;
      });
    },
  };
}

interface MathNode {
  readonly type: string;
  readonly name?: string;
  traverse(visit: (node: MathNode) => void): void;
  compile(): { evaluate(scope: Record<string, number>): unknown };
}
interface MathLibrary {
  parse(expression: string): MathNode;
  readonly [name: string]: unknown;
}

async function loadMath(): Promise<MathLibrary> {
  const { all, create } = await import("mathjs");
  return create(all) as unknown as MathLibrary;
}

function parse(math: MathLibrary, definition: string, expression: string): MathNode {
  try {
    return math.parse(expression);
  } catch (cause) {
    throw invalid(definition, `the expression cannot be read: ${(cause as Error).message}`);
  }
}

/** Functions and constants of the library, such as sqrt and pi. */
const isKnownSymbol = (math: MathLibrary, name: string): boolean =>
  Object.hasOwn(math, name) && (typeof math[name] === "function" || typeof math[name] === "number");

function unknownName(definition: string, name: string, available: readonly string[]): PixelmetryError {
  const near = nearest(name, available);
  return invalid(
    definition,
    `the table has no column ${name}`,
    undefined,
    near.length > 0
      ? `did you mean ${near.join(" or ")}?`
      : "select the feature too; definitions use the table's columns",
  );
}

function invalid(definition: string, what: string, expected?: string, remedy?: string): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: `--define "${definition}"`,
    what,
    ...(expected === undefined ? {} : { expected }),
    ...(remedy === undefined ? {} : { remedy }),
  });
}
