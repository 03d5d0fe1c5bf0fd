/**
 * The verification as a web page without scripts.
 * @module
 */
import { rounded } from "./compare.ts";
import type { Verification, VerifiedSet, VerifiedValue } from "./verify.ts";

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c2430}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0;display:inline}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.5rem 0 1.5rem}
th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #dfe4ea;vertical-align:top}
th{font-weight:600;border-bottom-color:#9aa5b1}td.n,th.n{text-align:right}
code{font-size:.85em;color:#52606d}.passed{color:#1a6b3c}.failed{color:#b3261e;font-weight:600}
summary{cursor:pointer;padding:.3rem 0}`;

/**
 * A page with the counts of every set and, folded away unless something failed, all values.
 * @param program - name and version of what computed the values
 */
export function verificationPage(verification: Verification, program: string): string {
  const { passed, total, sets } = verification;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>IBSI verification</title>
<style>${style}</style>
<h1>IBSI verification: ${verdictOf(passed, total)}</h1>
<p>Reference values of the Image Biomarker Standardisation Initiative, recomputed by ${text(program)}.
Values of IBSI-1 agree when, rounded to three significant digits, they differ from the reference by no more than its
tolerance; response maps and features of IBSI-2 are compared without rounding.</p>
<table>
<tr><th>Data set<th class="n">Passed<th class="n">Failed<th class="n">Total<th class="n">Seconds
${sets.map(summaryRow).join("\n")}
</table>
${sets.map(section).join("\n")}
</html>
`;
}

const verdictOf = (passed: number, total: number): string =>
  `<span class="${passed === total ? "passed" : "failed"}">${passed} of ${total}</span> values agree`;

const summaryRow = (set: VerifiedSet): string =>
  `<tr><td>${text(set.title)}<td class="n">${set.passed}<td class="n ${set.failed > 0 ? "failed" : ""}">${set.failed}<td class="n">${set.total}<td class="n">${(set.milliseconds / 1000).toFixed(1)}`;

function section(set: VerifiedSet): string {
  const missing = set.total - set.values.length;
  return `<details${set.failed > 0 ? " open" : ""}>
<summary><h2>${text(set.title)}</h2>: ${verdictOf(set.passed, set.total)}</summary>
${missing > 0 ? `<p class="failed">${missing} published values were not computed.</p>` : ""}
<table>
<tr><th>Value<th>Feature<th class="n">Expected<th class="n">Tolerance<th class="n">Compared<th class="n">Got<th>Verdict
${set.values.map(valueRow).join("\n")}
</table>
</details>`;
}

function valueRow(value: VerifiedValue): string {
  const { id, name, feature, parameters = {}, expected, tolerance, rule, got, passed } = value;
  const settings = Object.entries(parameters).map(([key, setting]) => `${key}=${setting}`);
  const compared = typeof got === "number" ? String(rounded(got, tolerance, rule)) : "";
  const verdict = passed ? "passed" : "failed";
  return `<tr><td>${text(name)}<br><code>${text(id)}</code><td${settings.length > 0 ? ` title="${text(settings.join(" "))}"` : ""}>${feature === undefined ? "" : `<code>${text(feature)}</code>`}<td class="n">${expected}<td class="n">${tolerance}<td class="n">${compared}<td class="n">${text(String(got))}<td class="${verdict}">${verdict}`;
}

const text = (given: string): string =>
  given.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
