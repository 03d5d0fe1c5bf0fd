/**
 * Families: features that are chosen and parameterised together. A package exports its families; whoever
 * composes packages lists families, never single features.
 * @module
 */
import type { AnyFeature } from "./feature.ts";

export type ParameterValue = number | boolean | string | readonly number[];

/** One parameter: its default decides its type. */
export interface Parameter {
  readonly default: ParameterValue;
  readonly description: string;
  readonly unit?: string;
  /** Allowed words of a text parameter. */
  readonly choices?: readonly string[];
  /** Bounds of a number (or of each number of a list), inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whether a number must be whole. */
  readonly integer?: boolean;
}

/** Parameters by dotted name: `glcm.distance`, `discretisation.bins`. Equal names are one parameter. */
export type ParameterSchema = Readonly<Record<string, Parameter>>;

/** Widens literals to the types a user may give. */
type Widen<T> = T extends number
  ? number
  : T extends boolean
    ? boolean
    : T extends string
      ? string
      : T extends readonly number[]
        ? readonly number[]
        : never;

/** Values for a schema. */
export type ParametersOf<S extends ParameterSchema> = { readonly [K in keyof S]: Widen<S[K]["default"]> };

export interface Family<S extends ParameterSchema = ParameterSchema> {
  /** Snake case; the prefix of its features' ids unless several families share a prefix. */
  readonly id: string;
  readonly title: string;
  /** One paragraph for listings and the documentation. */
  readonly description: string;
  /** Nyxus group names that select this family, e.g. `*ALL_GLCM*`. */
  readonly nyxusGroups: readonly string[];
  readonly parameters: S;
  features(parameters: ParametersOf<S>): readonly AnyFeature[];
}

/** Declares a family; `features` sees exactly the parameters in the schema. */
export function defineFamily<const S extends ParameterSchema>(family: Family<S>): Family {
  // Parameters are checked against the schema before `features` is called, which is what makes this sound.
  return family as unknown as Family;
}

/** The defaults of a schema. */
export function defaultParameters(schema: ParameterSchema): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(schema).map(([name, parameter]) => [name, parameter.default]));
}
