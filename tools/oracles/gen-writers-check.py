"""Reads the tables that packages/io writes with pyarrow and pandas and compares every value, bit for bit.

Not part of the default tests. From the root of the repository, in an environment with pyarrow and pandas:

    python tools/oracles/gen-writers-check.py

Last run with Python 3.11.7, pyarrow 26.0.1, pandas 3.1.1, numpy 2.4.6.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = 12
TEXTS = ["a.tif", 'say "hi"', "a,b", "line\nbreak", "line\r\nbreak", " spaced ", "µm·Δ 🧬", "'", "plate 3/A07"]
RUN = {"version": "1.2.3", "inputs": ["a.tif"]}

# Numbers cross as bit patterns, so that no text form of theirs can hide a difference.
WRITE = """
import { readFileSync } from "node:fs";
import { createTableWriter } from "./packages/io/src/index.ts";
const folder = process.argv[1];
const { columns, run, rows, batchRows, bufferBytes } = JSON.parse(readFileSync(folder + "/columns.json", "utf8"));
const bits = new BigUint64Array(new Uint8Array(readFileSync(folder + "/bits.bin")).buffer);
const missing = new Uint8Array(readFileSync(folder + "/missing.bin"));
const texts = JSON.parse(readFileSync(folder + "/texts.json", "utf8"));
const labels = new Uint32Array(new Uint8Array(readFileSync(folder + "/labels.bin")).buffer);
for (const format of ["csv", "parquet", "arrow"]) {
  const options = { metadata: run, bufferBytes };
  const writer = await createTableWriter(format, folder + "/table." + format, columns, options);
  for (let from = 0; from < rows; from += batchRows) {
    const to = Math.min(rows, from + batchRows);
    await writer.append({
      rows: to - from,
      columns: columns.map(({ type }, c) => {
        if (type === "text") return { type, values: texts.slice(from, to) };
        if (type === "uint32") return { type, values: labels.slice(from, to) };
        const at = (c - 2) * rows;
        const values = new Float64Array(bits.slice(at + from, at + to).buffer);
        return { type, values, missing: missing.slice(at + from, at + to) };
      }),
    });
  }
  await writer.finish();
}
"""


def awkward_doubles(rng, size):
    """Finite doubles of every exponent, subnormals, integers, short decimals, both zeros."""
    values = rng.integers(0, 2**64, size, dtype=np.uint64).view(np.float64).copy()
    kind = rng.integers(0, 8, size)
    values[kind == 0] = rng.integers(0, 2**32, size)[kind == 0]
    values[kind == 1] = np.round(rng.uniform(-1e4, 1e4, size), 3)[kind == 1]
    values[kind == 2] = rng.uniform(0, 1e-5, size)[kind == 2]
    values[kind == 3] = rng.integers(1, 2**52, size, dtype=np.uint64).view(np.float64)[kind == 3]
    special = [0.0, -0.0, 5e-324, -1.7976931348623157e308, 2.0**53, -(2.0**31), 2.0**31, 1e21, 1e-7, 0.1]
    values[: len(special)] = special
    values[~np.isfinite(values)] = 1.5
    return values


def write_tables(folder, rows, batch_rows, buffer_bytes, missing_share, seed):
    rng = np.random.default_rng(seed)
    columns = [{"name": "image", "type": "text"}, {"name": "label", "type": "uint32"}]
    for c in range(COLUMNS):
        columns.append({"name": f"f{c}, µm", "type": "float64", "metadata": {"unit": "um", "ibsi": f"C{c}"}})
    values = np.stack([awkward_doubles(rng, rows) for _ in range(COLUMNS)]) if rows else np.zeros((COLUMNS, 0))
    missing = rng.uniform(size=values.shape) < missing_share
    missing[1] = False
    missing[2] = True
    labels = rng.integers(0, 2**32, rows, dtype=np.uint32)
    texts = [TEXTS[i] for i in rng.integers(0, len(TEXTS), rows)]

    (folder / "bits.bin").write_bytes(values.tobytes())
    (folder / "missing.bin").write_bytes(missing.astype(np.uint8).tobytes())
    (folder / "labels.bin").write_bytes(labels.tobytes())
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    head = {"columns": columns, "run": RUN, "rows": rows, "batchRows": batch_rows, "bufferBytes": buffer_bytes}
    (folder / "columns.json").write_text(json.dumps(head), encoding="utf-8")
    node = ["node", "--import", "tsx", "--input-type=module", "--eval", WRITE, str(folder)]
    subprocess.run(node, cwd=ROOT, check=True)
    return columns, texts, labels, values, missing


def compare(name, table, expected):
    """Compares a pyarrow table; a null is compared as a null, every other value by its bits."""
    columns, texts, labels, values, missing = expected
    assert table.column_names == [column["name"] for column in columns], f"{name}: column names"
    assert table.column(0).to_pylist() == texts, f"{name}: text"
    assert table.column(1).type == pa.uint32() or table.num_rows == 0 or name.startswith("csv"), f"{name}: type"
    assert np.array_equal(np.array(table.column(1).to_pylist(), dtype=np.uint32), labels), f"{name}: labels"
    for c in range(COLUMNS):
        column = table.column(c + 2).combine_chunks()
        null = np.asarray(column.is_null())
        assert np.array_equal(null, missing[c]), f"{name}: nulls of column {c}"
        read = np.array([0.0 if v is None else v for v in column.to_pylist()], dtype=np.float64)
        want = np.where(missing[c], 0.0, values[c])
        same = read.view(np.uint64) == want.view(np.uint64)
        assert same.all(), f"{name}: column {c}, row {np.argmin(same)}: {want[~same][0]!r} read as {read[~same][0]!r}"


def check_metadata(name, metadata, columns):
    assert json.loads(metadata[b"pixelmetry.run"]) == RUN, f"{name}: metadata of the run"
    described = {column["name"]: column.get("metadata", {}) for column in columns}
    assert json.loads(metadata[b"pixelmetry.columns"]) == described, f"{name}: metadata of the columns"


def check(rows, batch_rows, buffer_bytes, missing_share, seed):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = write_tables(folder, rows, batch_rows, buffer_bytes, missing_share, seed)
        columns, texts, labels, values, missing = expected

        parquet = pa.parquet.ParquetFile(folder / "table.parquet")
        compare("parquet", parquet.read(), expected)
        check_metadata("parquet", parquet.metadata.metadata, columns)
        for g in range(parquet.num_row_groups):
            statistics = parquet.metadata.row_group(g).column(1).statistics
            group = parquet.read_row_group(g).column(1).to_pylist()
            extent = (statistics.min, statistics.max) if statistics.has_min_max else None
            assert extent == ((min(group), max(group)) if group else None), "parquet: range of the labels"

        arrow = pa.feather.read_table(folder / "table.arrow", memory_map=False)
        compare("arrow", arrow, expected)
        check_metadata("arrow", arrow.schema.metadata, columns)
        assert arrow.schema.field(2).metadata == {b"unit": b"um", b"ibsi": b"C0"}, "arrow: metadata of a field"
        arrow.validate(full=True)

        types = {column["name"]: pa.float64() for column in columns[2:]} | {"label": pa.uint32(), "image": pa.string()}
        text = pa.csv.read_csv(
            folder / "table.csv",
            parse_options=pa.csv.ParseOptions(newlines_in_values=True),
            convert_options=pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
        compare("csv by pyarrow", text, expected)

        frame = pd.read_csv(folder / "table.csv")
        assert list(frame.columns) == [column["name"] for column in columns], "csv by pandas: names"
        assert frame["image"].tolist() == texts, "csv by pandas: text"
        assert np.array_equal(frame["label"].to_numpy().astype(np.uint32), labels), "csv by pandas: labels"
        for c in range(COLUMNS):
            read = frame.iloc[:, c + 2].to_numpy(dtype=np.float64)
            assert np.array_equal(np.isnan(read), missing[c]), "csv by pandas: missing values"
            present = ~missing[c]
            assert (read[present].view(np.uint64) == values[c][present].view(np.uint64)).all(), "csv by pandas: values"
        print(f"{rows} rows in batches of {batch_rows}, {parquet.num_row_groups} row groups: equal")


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, pyarrow {pa.__version__}, pandas {pd.__version__}, numpy {np.__version__}")
    check(0, 10, None, 0.2, 1)
    check(10, 3, 200, 0.2, 2)
    check(1000, 77, 20_000, 0.01, 3)
    check(30_000, 4096, None, 0.3, 4)
    check(9000, 9000, None, 0.0, 5)
    print("5 passed, 0 failed")
