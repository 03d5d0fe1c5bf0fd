/**
 * What is measured, in Nyxus' codes, which both programs understand.
 * @module
 */

const extrema = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((i) => [`EXTREMA_P${i}_X`, `EXTREMA_P${i}_Y`]);

const intensity = ["*ALL_INTENSITY*"];

// Nyxus' ellipse is right only together with the basic group.
const morphology = [
  "*BASIC_MORPHOLOGY*",
  "MAJOR_AXIS_LENGTH",
  "MINOR_AXIS_LENGTH",
  "ELONGATION",
  "ECCENTRICITY",
  "ORIENTATION",
  "ROUNDNESS",
  "EULER_NUMBER",
  ...extrema,
];

/**
 * All GLCM features but those under second names (ENERGY, ENTROPY, HOM1, HOM2, VARIANCE), which `*ALL_GLCM*` adds
 * in the wheel and not here. Nyxus computes every one of them whatever is asked for.
 */
const glcm = [
  "ACOR ASM CLUPROM CLUSHADE CLUTEND CONTRAST CORRELATION DIFAVE DIFENTRO DIFVAR DIS ID IDM IDMN IDN",
  "INFOMEAS1 INFOMEAS2 IV JAVE JE JMAX JVAR SUMAVERAGE SUMENTROPY SUMVARIANCE",
].flatMap((line) => line.split(" ").flatMap((code) => [`GLCM_${code}`, `GLCM_${code}_AVE`]));

/** Selections by name. `scan` is the least that makes both read and scan everything. */
export const groups = {
  scan: ["EULER_NUMBER"],
  intensity,
  morphology,
  intmorph: [...intensity, ...morphology],
  glcm,
  all: [...intensity, ...morphology, ...glcm],
} satisfies Record<string, readonly string[]>;

export type GroupName = keyof typeof groups;

export const groupNames = Object.keys(groups) as GroupName[];

/** Columns that have one definition in both programs, so that their values must agree. */
export const agreeingColumns = [
  "AREA_PIXELS_COUNT",
  "BBOX_XMIN",
  "BBOX_YMIN",
  "BBOX_WIDTH",
  "BBOX_HEIGHT",
  "CENTROID_X",
  "CENTROID_Y",
  "MEAN",
  "MIN",
  "MAX",
  "INTEGRATED_INTENSITY",
  "STANDARD_DEVIATION",
] as const;
