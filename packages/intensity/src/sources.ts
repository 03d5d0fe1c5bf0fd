/** Where definitions come from; the IBSI manual states the formulas, the article the consensus behind them. */

const consensus = "Zwanenburg et al., Radiology 295 (2020) 328, doi:10.1148/radiol.2020191145";

/** A code of the IBSI manual's section 3.3. */
export const ibsiStatistics = (code: string): string =>
  `IBSI reference manual, intensity-based statistical features (UHIW), ${code}; ${consensus}.`;

/** A code of the IBSI manual's section 3.4. */
export const ibsiHistogram = (code: string): string =>
  `IBSI reference manual, intensity histogram features (ZVCW), ${code}; ${consensus}.`;

/** What every first-order feature says about a ROI without finite pixels. */
export const empty = "No finite pixel: missing (empty).";
