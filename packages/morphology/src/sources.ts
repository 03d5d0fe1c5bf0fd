/** Where definitions come from. */

/** The functions that MATLAB, Nyxus and scikit-image share. */
export const regionProperties =
  "MATLAB Image Processing Toolbox, regionprops; scikit-image, skimage.measure.regionprops; Nyxus, 2D morphology.";

/** Best-fit ellipse from second moments, with the extent of a pixel. */
export const ellipseMoments =
  "R. M. Haralick and L. G. Shapiro, Computer and Robot Vision, vol. 1, Addison-Wesley (1992), appendix A.";

/** Features of IBSI with their codes. */
export const ibsi = (code: string): string =>
  `IBSI reference manual, morphological features (HCUG), ${code}; Zwanenburg et al., Radiology 295 (2020) 328, doi:10.1148/radiol.2020191145.`;

export const gray =
  "S. B. Gray, IEEE Transactions on Computers C-20 (1971) 551, doi:10.1109/T-C.1971.223289.";

/** Sizes and shape factors of particles. */
export const iso9276 =
  "ISO 9276-6:2008, Representation of results of particle size analysis, part 6: descriptive and quantitative representation of particle shape and morphology.";

/** Feret, Martin and Nassenstein diameters. */
export const pahl =
  "M. H. Pahl, G. Schädel, H. Rumpf, Zusammenstellung von Teilchenformbeschreibungsmethoden, Aufbereitungstechnik 14 (1973) 257.";
