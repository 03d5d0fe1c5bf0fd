/**
 * When a value agrees with its IBSI-1 reference, as the consensus was formed (theibsi/ibsi_1_data_analysis,
 * tools.R): it is rounded, then the difference may not exceed the tolerance.
 */
export interface Reference {
  readonly value: number;
  readonly tolerance: number;
}

/** Rounded to three digits of the value, or of the tolerance where that is larger. */
export function agrees(got: number, { value, tolerance }: Reference): boolean {
  const place = Math.max(decade(got), decade(tolerance)) - 2;
  return within(roundTo(got, place), value, tolerance);
}

/** The same for diagnostics: from 1000 on they are rounded to whole numbers. */
export function diagnosticAgrees(got: number, { value, tolerance }: Reference): boolean {
  const place = Math.max(decade(got), decade(tolerance)) - 2;
  return within(roundTo(got, Math.abs(got) >= 1000 ? 0 : place), value, tolerance);
}

/** Bounds included; 1e-9 is for the last bits of decimal fractions. */
const within = (rounded: number, value: number, tolerance: number): boolean =>
  Math.abs(rounded - value) <= tolerance + 1e-9 * Math.abs(value);

const decade = (x: number): number =>
  x === 0 ? Number.NEGATIVE_INFINITY : Math.floor(Math.log10(Math.abs(x)));

/** Rounds to the decimal place 10^place. */
function roundTo(x: number, place: number): number {
  if (x === 0) return 0;
  const digits = decade(x) - place + 1;
  return digits > 0 ? Number(x.toPrecision(digits)) : 0;
}
