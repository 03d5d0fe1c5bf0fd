/**
 * What backs each number: rows of independent tools and closed forms, kept beside each package's tests and
 * built into the program, loaded only when somebody asks.
 * @module
 */

export interface VerificationRow {
  readonly id: string;
  readonly kind: "oracle" | "analytic";
  /** Tool with version, or the closed form. */
  readonly tool: string;
  readonly test: string;
  readonly tolerance: string | number;
  readonly reason: string;
}

let rows: Promise<Map<string, VerificationRow[]>> | undefined;

/** Rows of one feature, independent tools first. */
export async function verificationOf(id: string): Promise<readonly VerificationRow[]> {
  rows ??= load();
  return (await rows).get(id) ?? [];
}

async function load(): Promise<Map<string, VerificationRow[]>> {
  const lists = await Promise.all([
    import("../../../packages/intensity/verification.json"),
    import("../../../packages/morphology/verification.json"),
    import("../../../packages/radiomics-ibsi/verification.json"),
    import("../../../packages/texture/verification.json"),
  ]);
  const byId = new Map<string, VerificationRow[]>();
  for (const row of lists.flatMap((list) => list.default as unknown as VerificationRow[])) {
    byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  }
  for (const list of byId.values())
    list.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "oracle" ? -1 : 1));
  return byId;
}
