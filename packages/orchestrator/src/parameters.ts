/**
 * Parameters of all families: defaults, checks, and what a user may write.
 * @module
 */
import { type Parameter, type ParameterSchema, type ParameterValue, PixelmetryError } from "@pixelmetry/roi";
import { allFamilies } from "./families.ts";
import { nearest } from "./nearest.ts";

export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Every parameter by name; families that share a name share the parameter. */
export const parameterSchema: ParameterSchema = Object.assign(
  {},
  ...allFamilies.map(({ family }) => family.parameters),
);

/**
 * The defaults with `given` values in their place. Text (from a command line) becomes what the default's type
 * says: `"1,2"` a list, `"8"` a number, `"true"` a boolean.
 * @throws PixelmetryError `invalid-argument` for an unknown name or a value outside its bounds
 */
export function resolveParameters(given: Readonly<Record<string, ParameterValue>> = {}): Parameters {
  const out: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(parameterSchema)) out[name] = parameter.default;
  for (const [name, value] of Object.entries(given)) {
    const parameter = parameterSchema[name];
    if (parameter === undefined) {
      const near = nearest(name, Object.keys(parameterSchema));
      throw new PixelmetryError("invalid-argument", {
        where: name,
        what: "there is no such parameter",
        remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : "see pixelmetry features parameters",
      });
    }
    out[name] = checkParameter(name, parameter, value);
  }
  return out;
}

function checkParameter(name: string, parameter: Parameter, given: ParameterValue): ParameterValue {
  const fallback = parameter.default;
  if (typeof fallback === "string") return checkText(name, parameter, given);
  if (typeof fallback === "boolean") {
    if (given === true || given === "true") return true;
    if (given === false || given === "false") return false;
    throw wrong(name, "true or false", given);
  }
  if (typeof fallback === "number") return checkNumber(name, parameter, given);
  const items = Array.isArray(given) ? given : String(given).split(",");
  if (items.length === 0) throw wrong(name, "at least one number", given);
  return items.map((item) => checkNumber(name, parameter, item as ParameterValue));
}

function checkText(name: string, parameter: Parameter, given: ParameterValue): string {
  const text = String(given);
  if (parameter.choices !== undefined && !parameter.choices.includes(text)) {
    throw wrong(name, parameter.choices.join(", "), text);
  }
  return text;
}

function checkNumber(name: string, { minimum, maximum, integer }: Parameter, given: ParameterValue): number {
  const value = typeof given === "number" ? given : Number(String(given).trim() || Number.NaN);
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(value) || value < low || value > high || (integer && !Number.isInteger(value))) {
    const kind = integer ? "a whole number" : "a number";
    const bounds =
      minimum === undefined && maximum === undefined ? "" : ` from ${bound(low)} to ${bound(high)}`;
    throw wrong(name, kind + bounds, given);
  }
  return value;
}

const bound = (value: number): string =>
  value === Number.MIN_VALUE ? "above 0" : Number.isFinite(value) ? String(value) : "any size";

function wrong(name: string, expected: string, received: ParameterValue): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: name,
    what: "the parameter has a value it cannot have",
    expected,
    received: String(received),
  });
}
