/**
 * Parameters of all families.
 * @module
 */
import { checkParameters, type ParameterSchema, type ParameterValue } from "@pixelmetry/roi";
import { allFamilies } from "./families.ts";

export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Every parameter by name; families that share a name share the parameter. */
export const parameterSchema: ParameterSchema = Object.assign(
  {},
  ...allFamilies.map(({ family }) => family.parameters),
);

/**
 * The defaults with `given` values in their place; text becomes what the default's type says.
 * @throws PixelmetryError `invalid-argument` for an unknown name or a value outside its bounds
 */
export const resolveParameters = (given: Parameters = {}): Parameters =>
  checkParameters(parameterSchema, given);
