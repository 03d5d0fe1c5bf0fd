import { type Parameter, type ParameterSchema, type ParameterValue, PixelmetryError } from "@pixelmetry/roi";

/**
 * The defaults of `schema` with `given` values in their place; names that are not in the schema are left out.
 * @throws PixelmetryError `invalid-argument` for a value that the parameter cannot have
 */
export function checkedParameters(
  schema: ParameterSchema,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  return Object.fromEntries(
    Object.entries(schema).map(([name, parameter]) => {
      const value = given[name] ?? parameter.default;
      if (fits(parameter, value)) return [name, value];
      throw new PixelmetryError("invalid-argument", {
        where: name,
        what: "the parameter cannot have this value",
        expected: expectation(parameter),
        received: String(value),
      });
    }),
  );
}

function fits(parameter: Parameter, value: ParameterValue): boolean {
  if (typeof value !== typeof parameter.default) return false;
  if (typeof value === "string") return parameter.choices?.includes(value) ?? true;
  const { minimum = -Infinity, maximum = Infinity, integer = false } = parameter;
  const numbers = typeof value === "object" ? value : typeof value === "number" ? [value] : [];
  return numbers.every(
    (n) => Number.isFinite(n) && n >= minimum && n <= maximum && (!integer || n % 1 === 0),
  );
}

function expectation({ default: fallback, choices, minimum, maximum, integer }: Parameter): string {
  if (choices !== undefined) return choices.join(", ");
  if (typeof fallback !== "number") return typeof fallback;
  const bounds = [minimum, maximum].map((bound) => bound ?? "any").join(" to ");
  return `${integer ? "a whole number" : "a number"}, ${bounds}`;
}
