/**
 * What regions are written to: a row of features and a row of diagnostics each.
 * @module
 */
import {
  createFileSink,
  createTableWriter,
  type TableBatchColumn,
  type TableColumn,
  type TableFormat,
  type TableMetadata,
  type TableWriter,
} from "@pixelmetry/io";
import {
  type Diagnostics,
  diagnosticTags,
  diagnosticValues,
  type IbsiColumn,
  type IbsiValue,
} from "@pixelmetry/radiomics-ibsi";
import { identifierColumns, unitText } from "../columns.ts";

export interface RegionTableSettings {
  /** Paths of the tables without ending. */
  readonly features: string;
  readonly diagnostics: string;
  readonly format: TableFormat;
  readonly names: "pixelmetry" | "ibsi";
  readonly columns: readonly IbsiColumn[];
  readonly metadata: TableMetadata;
}

/** Which region a row is about. */
export interface RegionName {
  readonly image: string;
  readonly mask: string;
  readonly label: number;
}

/** Both tables; they appear whole or not at all. */
export class RegionTables {
  readonly #columns: readonly IbsiColumn[];
  readonly #features: TableWriter;
  readonly #diagnostics: TableWriter;

  private constructor(columns: readonly IbsiColumn[], features: TableWriter, diagnostics: TableWriter) {
    this.#columns = columns;
    this.#features = features;
    this.#diagnostics = diagnostics;
  }

  static async open(settings: RegionTableSettings): Promise<RegionTables> {
    const { format, columns, names, metadata } = settings;
    const open = async (path: string, own: readonly TableColumn[]): Promise<TableWriter> => {
      const sink = await createFileSink(`${path}.${format}`);
      try {
        return await createTableWriter(format, sink, [...identifierColumns("pixelmetry"), ...own], {
          metadata,
        });
      } catch (error) {
        await sink.abort();
        throw error;
      }
    };
    const features = await open(
      settings.features,
      columns.map((column) => featureColumn(column, names)),
    );
    try {
      const tags = diagnosticTags.map((name) => ({ name, type: "float64" as const }));
      return new RegionTables(columns, features, await open(settings.diagnostics, tags));
    } catch (error) {
      await features.abort();
      throw error;
    }
  }

  async append(
    name: RegionName,
    values: ReadonlyMap<string, IbsiValue>,
    diagnostics: Diagnostics,
  ): Promise<void> {
    const measured = this.#columns.map(({ key }) => values.get(key)?.value ?? null);
    const numbers = diagnosticValues(diagnostics);
    await this.#features.append({ rows: 1, columns: row(name, measured) });
    await this.#diagnostics.append({
      rows: 1,
      columns: row(
        name,
        diagnosticTags.map((tag) => numbers[tag] ?? null),
      ),
    });
  }

  async finish(): Promise<void> {
    await this.#diagnostics.finish();
    await this.#features.finish();
  }

  async abort(): Promise<void> {
    await Promise.all([this.#features.abort(), this.#diagnostics.abort()]);
  }
}

function featureColumn(
  { code, aggregation, feature }: IbsiColumn,
  names: RegionTableSettings["names"],
): TableColumn {
  const base = names === "ibsi" ? code : feature.id;
  return {
    name: aggregation === "none" ? base : `${base}_${aggregation}`,
    type: "float64",
    metadata: {
      id: feature.id,
      ibsi: code,
      aggregation,
      definition: feature.definition,
      unit: unitText(feature.unit, "mm"),
      reference: feature.reference,
      ...(feature.parameters ? { parameters: JSON.stringify(feature.parameters) } : {}),
    },
  };
}

const row = ({ image, mask, label }: RegionName, values: readonly (number | null)[]): TableBatchColumn[] => [
  { type: "text", values: [image] },
  { type: "text", values: [mask] },
  { type: "uint32", values: Uint32Array.of(label) },
  ...values.map((value): TableBatchColumn => {
    const missing = value === null || Number.isNaN(value);
    return {
      type: "float64",
      values: Float64Array.of(missing ? 0 : value),
      missing: Uint8Array.of(missing ? 1 : 0),
    };
  }),
];
