import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { VerificationRow } from "../check-registry/registry.ts";
import { root } from "../install.mjs";

/** Adds rows to a package's verification.json, which is sorted by id, kind, tool and tolerance. */
export function addVerification(packageName: string, added: readonly VerificationRow[]): void {
  const file = join(root, "packages", packageName, "verification.json");
  const rows: VerificationRow[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const keyOf = ({ id, kind, tool, tolerance }: VerificationRow): string =>
    `${id} ${kind} ${tool} ${tolerance}`;
  rows.push(...added);
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}
