/**
 * The published values, loaded when somebody asks.
 * @module
 */

/** A consensus value of a feature. */
export interface ReferenceRow {
  /** Code of the feature, and of its parameter where it has one (intensity-volume histogram). */
  readonly ibsi: string;
  readonly ibsi_parameter?: string;
  readonly feature: string;
  /** `3D_avg`, `2D`, `none`, … */
  readonly aggregation: string;
  readonly value: number;
  readonly tolerance: number;
}

/** A consensus value of a diagnostic. */
export interface DiagnosticRow {
  readonly tag: string;
  readonly stage: string;
  readonly value: number;
  readonly tolerance: number;
}

/** The digital phantom with its values. */
export interface DigitalPhantom {
  readonly phantom: {
    readonly size: readonly number[];
    readonly spacing_mm: readonly number[];
    readonly intensity: readonly number[];
    readonly mask: readonly number[];
  };
  readonly rows: readonly ReferenceRow[];
}

/** Configurations of the CT phantom. */
export const configurations = ["config-a", "config-b", "config-c", "config-d", "config-e"] as const;
export type Configuration = (typeof configurations)[number];

/** Number of values per configuration. */
export const valuesPerConfiguration: Readonly<Record<Configuration, number>> = {
  "config-a": 346,
  "config-b": 346,
  "config-c": 209,
  "config-d": 210,
  "config-e": 210,
};

export async function digitalPhantom(): Promise<DigitalPhantom> {
  const file = await import("../../../../reference-data/ibsi1/digital-phantom.json");
  return file.default;
}

/** Values of a configuration, in the order of the manual. */
export async function ctRows(configuration: Configuration): Promise<readonly ReferenceRow[]> {
  const file = await import("../../../../reference-data/ibsi1/ct-phantom.json");
  return file.default.rows.filter(({ dataset }) => dataset === configuration);
}

/** Diagnostics of a configuration, from the first step to the last. */
export async function diagnosticRows(configuration: Configuration): Promise<readonly DiagnosticRow[]> {
  const file = await import("../../../../reference-data/ibsi1/ct-diagnostics.json");
  return file.default.rows.filter(({ dataset }) => dataset === configuration);
}

/** Where a measurement keeps the value of a row: `TU9B/3D_avg`. */
export const keyOf = ({ ibsi, ibsi_parameter, aggregation }: ReferenceRow): string =>
  `${ibsi_parameter ?? ibsi}/${aggregation}`;
