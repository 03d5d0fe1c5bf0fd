import { join } from "node:path";
import { expect, test } from "vitest";
import { features } from "../src/index.ts";
import * as gaborClosedForms from "./gabor/closed-forms.ts";
import * as gaborGoldens from "./gabor/goldens.ts";
import * as glcmClosedForms from "./glcm/closed-forms.ts";
import * as glcmConsensus from "./glcm/consensus.ts";
import * as glcmGoldens from "./glcm/goldens.ts";
import * as gldmClosedForms from "./gldm/closed-forms.ts";
import * as gldzmClosedForms from "./gldzm/closed-forms.ts";
import * as glrlmClosedForms from "./glrlm/closed-forms.ts";
import * as glszmClosedForms from "./glszm/closed-forms.ts";
import * as lbpClosedForms from "./lbp/closed-forms.ts";
import * as lbpGoldens from "./lbp/goldens.ts";
import { consensusRows } from "./level-sizes/consensus.ts";
import { oracleRows, type SizeFamily, toolsOf } from "./level-sizes/goldens.ts";
import * as neighbourhoodConsensus from "./neighbourhoods/consensus.ts";
import * as neighbourhoodGoldens from "./neighbourhoods/goldens.ts";
import * as ngldmClosedForms from "./ngldm/closed-forms.ts";
import * as ngtdmClosedForms from "./ngtdm/closed-forms.ts";
import type { Claim } from "./reference.ts";
import * as zernikeClosedForms from "./zernike/closed-forms.ts";
import * as zernikeGoldens from "./zernike/goldens.ts";

/** What a feature's numbers were compared with: one entry per feature, tool and tolerance. */
interface Verification {
  readonly id: string;
  readonly kind: "oracle" | "analytic";
  readonly tool: string;
  readonly test: string;
  /** Relative; absolute where the expected value is 0. */
  readonly tolerance: number;
  readonly reason: string;
}

/** What the tests of a family compare with. */
interface Compared {
  /** Folder of the tests. */
  readonly family: string;
  /** Rows by tool. */
  readonly oracles: Readonly<Record<string, readonly Claim[]>>;
  readonly consensus: readonly { readonly id: string }[];
  readonly closedForms: readonly Claim[];
}

const sizes = (family: SizeFamily, closedForms: readonly Claim[]): Compared => ({
  family,
  oracles: Object.fromEntries(toolsOf[family].map((tool) => [tool, oracleRows(family, tool)])),
  consensus: consensusRows(family),
  closedForms,
});

const neighbourhoods = (
  family: neighbourhoodGoldens.NeighbourhoodFamily,
  closedForms: readonly Claim[],
): Compared => ({
  family,
  oracles: Object.fromEntries(
    neighbourhoodGoldens.toolsOf[family].map((tool) => [tool, neighbourhoodGoldens.oracleRows(family, tool)]),
  ),
  consensus: neighbourhoodConsensus.consensusRows(family),
  closedForms,
});

const compared: readonly Compared[] = [
  {
    family: "gabor",
    oracles: Object.fromEntries(gaborGoldens.tools.map((tool) => [tool, gaborGoldens.oracleRows(tool)])),
    consensus: [],
    closedForms: gaborClosedForms.closedForms,
  },
  {
    family: "glcm",
    oracles: Object.fromEntries(glcmGoldens.tools.map((tool) => [tool, glcmGoldens.oracleRows(tool)])),
    consensus: glcmConsensus.consensusRows,
    closedForms: glcmClosedForms.closedForms,
  },
  sizes("gldzm", gldzmClosedForms.closedForms),
  sizes("glrlm", glrlmClosedForms.closedForms),
  sizes("glszm", glszmClosedForms.closedForms),
  neighbourhoods("gldm", gldmClosedForms.closedForms),
  neighbourhoods("ngldm", ngldmClosedForms.closedForms),
  neighbourhoods("ngtdm", ngtdmClosedForms.closedForms),
  {
    family: "lbp",
    oracles: Object.fromEntries(lbpGoldens.tools.map((tool) => [tool, lbpGoldens.oracleRows(tool)])),
    consensus: [],
    closedForms: lbpClosedForms.closedForms,
  },
  {
    family: "zernike",
    oracles: Object.fromEntries(zernikeGoldens.tools.map((tool) => [tool, zernikeGoldens.oracleRows(tool)])),
    consensus: [],
    closedForms: zernikeClosedForms.closedForms,
  },
];

const isNumber = (row: { readonly expected: number | string }): boolean => typeof row.expected === "number";

const oracles = compared.flatMap(({ family, oracles }) =>
  Object.entries(oracles).flatMap(([tool, rows]) =>
    rows.filter(isNumber).map(
      ({ id, tolerance, reason }): Verification => ({
        id,
        kind: "oracle",
        tool,
        test: `test/${family}/goldens.oracle.test.ts`,
        tolerance,
        reason,
      }),
    ),
  ),
);
const consensus = compared.flatMap(({ family, consensus }) =>
  consensus.map(
    ({ id }): Verification => ({
      id,
      kind: "oracle",
      tool: "IBSI-1 consensus",
      test: `test/${family}/consensus.oracle.test.ts`,
      tolerance: 0.005,
      reason: "the consensus is given to three digits, every aggregation",
    }),
  ),
);
const analytic = compared.flatMap(({ family, closedForms }) =>
  closedForms.filter(isNumber).map(
    ({ id, tolerance, reason }): Verification => ({
      id,
      kind: "analytic",
      tool: "closed form",
      test: `test/${family}/closed-forms.analytic.test.ts`,
      tolerance,
      reason,
    }),
  ),
);

function verification(): Verification[] {
  const entries = new Map<string, Verification>();
  for (const row of [...oracles, ...consensus, ...analytic]) {
    const key = `${row.id} ${row.kind} ${row.tool} ${row.tolerance}`;
    if (!entries.has(key)) entries.set(key, row);
  }
  return [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test("verification.json lists what the tests compare; `vitest run -u` rewrites it", async () => {
  const path = join(import.meta.dirname, "../verification.json");
  await expect(`${JSON.stringify(verification(), null, 2)}\n`).toMatchFileSnapshot(path);
});

test.for(features().map(({ id }) => id))("%s is compared with a number that is not ours", (id) => {
  expect([...oracles, ...consensus].some((row) => row.id === id && row.tool !== "nyxus")).toBe(true);
  expect(analytic.some((row) => row.id === id)).toBe(true);
});
