/**
 * IBSI-1: features of the digital phantom and of the CT phantom under configurations A to E, and the diagnostics
 * of the latter.
 * @module
 */
import { diagnosticValues } from "../chain/diagnostics.ts";
import { type IbsiValue, ibsiColumns, measureIbsi } from "../chain/measure-ibsi.ts";
import { type PresetName, preset } from "../chain/presets.ts";
import { processImage } from "../chain/process.ts";
import { type Vector, type Volume, volume } from "../chain/volume.ts";
import {
  type Configuration,
  configurations,
  ctRows,
  diagnosticRows,
  digitalPhantom,
  keyOf,
  type ReferenceRow,
  valuesPerConfiguration,
} from "./reference.ts";
import type { CheckedValue, VerificationData, VerificationSet } from "./types.ts";

/** The 482 values of the digital phantom, which lies in this package. */
export const digitalPhantomSet: VerificationSet = {
  name: "digital-phantom",
  title: "IBSI-1 digital phantom",
  total: 482,
  needsData: false,
  async *values() {
    const { phantom, rows } = await digitalPhantom();
    const grid = {
      size: phantom.size as unknown as Vector,
      spacing: phantom.spacing_mm as unknown as Vector,
    };
    const image = volume(Int16Array.from(phantom.intensity), grid);
    const mask = volume(Uint8Array.from(phantom.mask), grid);
    yield* checked(rows, image, mask, "digital-phantom");
  },
};

/** The values of one configuration of the CT phantom. */
const configurationSet = (configuration: Configuration): VerificationSet => ({
  name: configuration,
  title: `IBSI-1 CT phantom, configuration ${configuration.slice(-1).toUpperCase()}`,
  total: valuesPerConfiguration[configuration],
  needsData: true,
  async *values(data) {
    const { image, mask } = await ctPhantom(data!);
    yield* checked(await ctRows(configuration), image, mask, configuration);
  },
});

export const configurationSets: readonly VerificationSet[] = configurations.map(configurationSet);

/** 60 diagnostics of each configuration. */
export const diagnosticsSet: VerificationSet = {
  name: "diagnostics",
  title: "IBSI-1 CT phantom, diagnostics of configurations A to E",
  total: 300,
  needsData: true,
  async *values(data) {
    const { image, mask } = await ctPhantom(data!);
    for (const configuration of configurations) {
      const got = diagnosticValues(processImage(image, mask, preset(configuration)).diagnostics);
      for (const { tag, stage, value, tolerance } of await diagnosticRows(configuration)) {
        yield {
          id: `${configuration}/${tag}`,
          name: `${configuration}, ${stage}: ${tag}`,
          expected: value,
          tolerance,
          rule: "diagnostic",
          got: got[tag] ?? "not measured",
        };
      }
    }
  },
};

/** The CT phantom as theibsi/data_sets lays it out. */
export async function ctPhantom(data: VerificationData): Promise<{ image: Volume; mask: Volume }> {
  const folder = "ibsi_1_ct_radiomics_phantom/nifti";
  return {
    image: await data.volume(`${folder}/image/phantom.nii.gz`),
    mask: await data.volume(`${folder}/mask/mask.nii.gz`),
  };
}

type Parameters = NonNullable<CheckedValue["parameters"]>;

/** Measures what the rows ask for, once for all of them. */
async function* checked(
  rows: readonly ReferenceRow[],
  image: Volume,
  mask: Volume,
  name: PresetName,
): AsyncGenerator<CheckedValue> {
  const pipeline = preset(name);
  const { values } = await measureIbsi(image, mask, pipeline);
  const parameters = new Map(ibsiColumns(pipeline).map(({ key, feature }) => [key, feature.parameters]));
  for (const row of rows) yield checkedRow(row, values.get(keyOf(row)), parameters.get(keyOf(row)));
}

function checkedRow(
  row: ReferenceRow,
  measured: IbsiValue | undefined,
  parameters: Parameters | undefined,
): CheckedValue {
  return {
    id: keyOf(row),
    name: row.aggregation === "none" ? row.feature : `${row.feature}, ${row.aggregation}`,
    expected: row.value,
    tolerance: row.tolerance,
    rule: "digits",
    got: measured?.value ?? measured?.missing ?? "not measured",
    ...(measured === undefined ? {} : { feature: measured.id }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}
