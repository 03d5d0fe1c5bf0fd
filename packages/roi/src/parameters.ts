/**
 * What a user may give for the parameters of families.
 * @module
 */
import { PixelmetryError } from "./errors.ts";
import type { Parameter, ParameterSchema, ParameterValue } from "./family.ts";
import { nearest } from "./nearest.ts";

/**
 * The defaults of `schema` with `given` values in their place. Text (from a command line) becomes what the
 * default's type says: `"1,2"` a list, `"8"` a number, `"true"` a boolean.
 * @throws PixelmetryError `invalid-argument` for an unknown name or a value outside its bounds
 */
export function checkParameters(
  schema: ParameterSchema,
  given: Readonly<Record<string, ParameterValue>> = {},
): Record<string, ParameterValue> {
  const out: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(schema)) out[name] = parameter.default;
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (parameter === undefined) {
      const near = nearest(name, Object.keys(schema));
      throw new PixelmetryError("invalid-argument", {
        where: name,
        what: "there is no such parameter",
        remedy:
          near.length > 0
            ? `did you mean ${near.join(" or ")}?`
            : `the parameters are ${Object.keys(schema).join(", ")}`,
      });
    }
    out[name] = checked(name, parameter, value);
  }
  return out;
}

function checked(name: string, parameter: Parameter, given: ParameterValue): ParameterValue {
  const fallback = parameter.default;
  if (typeof fallback === "string") return checkedText(name, parameter, given);
  if (typeof fallback === "boolean") {
    if (given === true || given === "true") return true;
    if (given === false || given === "false") return false;
    throw wrong(name, "true or false", given);
  }
  if (typeof fallback === "number") return checkedNumber(name, parameter, given);
  const items = Array.isArray(given) ? given : String(given).split(",");
  if (items.length === 0) throw wrong(name, "at least one number", given);
  return items.map((item) => checkedNumber(name, parameter, item as ParameterValue));
}

function checkedText(name: string, parameter: Parameter, given: ParameterValue): string {
  const text = String(given);
  if (parameter.choices !== undefined && !parameter.choices.includes(text)) {
    throw wrong(name, parameter.choices.join(", "), text);
  }
  return text;
}

function checkedNumber(
  name: string,
  { minimum, maximum, integer }: Parameter,
  given: ParameterValue,
): number {
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
