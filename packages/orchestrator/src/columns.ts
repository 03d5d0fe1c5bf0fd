/**
 * From features to table columns: names in the chosen vocabulary, and what each column's metadata says.
 * @module
 */
import type { TableColumn } from "@pixelmetry/io";
import type { FeatureDescription, LayoutEntry, Quantity, RowLayout } from "@pixelmetry/roi";
import type { Vocabulary } from "./catalog.ts";

/** Unit that lengths of a table have. */
export type LengthUnit = "pixel" | "um" | "mm";

/** Names of the columns that say which ROI a row is about. */
export function identifierColumns(vocabulary: Vocabulary): TableColumn[] {
  const [image, labels, label] =
    vocabulary === "nyxus"
      ? ["intensity_image", "mask_image", "ROI_label"]
      : ["image", "label_image", "label"];
  return [
    { name: image, type: "text" },
    { name: labels, type: "text" },
    { name: label, type: "uint32" },
  ];
}

/** One float64 column per value of a row, in row order. */
export function featureColumns(
  layout: RowLayout,
  channelNames: readonly string[],
  vocabulary: Vocabulary,
  unit: LengthUnit,
): TableColumn[] {
  return layout.entries.flatMap((entry) => {
    const channel = entry.channel >= 0 && channelNames.length > 1 ? channelNames[entry.channel] : undefined;
    return columnNames(entry, vocabulary).map((name) => ({
      name: channel === undefined ? name : `${name}_${channel}`,
      type: "float64" as const,
      metadata: columnMetadata(entry.feature, channel, unit),
    }));
  });
}

function columnNames({ feature }: LayoutEntry, vocabulary: Vocabulary): string[] {
  const { names, columns } = feature;
  const known = vocabulary === "nyxus" ? names.nyxus : vocabulary === "ibsi" ? names.ibsi : undefined;
  const base = known ?? feature.id;
  if (columns === undefined) return [base];
  const suffixes =
    vocabulary === "nyxus" && known !== undefined ? (feature.nyxusColumns ?? columns) : columns;
  return suffixes.map((suffix) => `${base}_${suffix}`);
}

function columnMetadata(
  feature: FeatureDescription,
  channel: string | undefined,
  unit: LengthUnit,
): Record<string, string> {
  const { names } = feature;
  return {
    id: feature.id,
    definition: feature.definition,
    unit: unitText(feature.unit, unit),
    reference: feature.reference,
    ...(names.ibsi ? { ibsi: names.ibsi } : {}),
    ...(names.nyxus ? { nyxus: names.nyxus } : {}),
    ...(feature.parameters ? { parameters: JSON.stringify(feature.parameters) } : {}),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** A quantity's unit in a table whose lengths are in `unit`. */
export function unitText(quantity: Quantity, unit: LengthUnit): string {
  switch (quantity) {
    case "length":
      return unit;
    case "1/length":
      return `1/${unit}`;
    case "area":
      return unit === "pixel" ? "pixel" : `${unit}^2`;
    case "volume":
      return unit === "pixel" ? "pixel" : `${unit}^3`;
    case "intensity*volume":
      return unit === "pixel" ? "intensity" : `intensity*${unit}^3`;
    case "dimensionless":
      return "1";
    default:
      return quantity;
  }
}
