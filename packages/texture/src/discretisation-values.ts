import type { Discretisation } from "@pixelmetry/roi";

/** The parameters of a discretisation that its grey levels depend on. */
export function discretisationValues(d: Discretisation): Record<string, string | number> {
  const method = { "discretisation.method": d.method };
  if (d.method === "none") return method;
  if (d.method === "fixed-bin-number") return { ...method, "discretisation.bins": d.bins };
  const size = { ...method, "discretisation.size": d.size, "discretisation.origin": d.origin };
  return d.origin === "fixed" ? { ...size, "discretisation.minimum": d.minimum } : size;
}
