"""One run of Nyxus over two folders, in a process of its own because its settings are process-wide.

`--times` gets seconds with and without the import; `--table` the whole table, outside of what is timed.
"""
import argparse
import json
import time

begin = time.perf_counter()
import nyxus  # noqa: E402

imported = time.perf_counter()

arguments = argparse.ArgumentParser()
arguments.add_argument("--intensity", required=True)
arguments.add_argument("--labels", required=True)
arguments.add_argument("--features", required=True)
arguments.add_argument("--threads", type=int, default=1)
arguments.add_argument("--times", required=True)
arguments.add_argument("--table")
chosen = arguments.parse_args()

features = chosen.features.split(",")
engine = nyxus.Nyxus(features, n_feature_calc_threads=chosen.threads)
if any(name.lstrip("*").startswith(("GLCM", "ALL_GLCM")) for name in features):
    # The wheel's default distance is 0: every pixel paired with itself.
    engine.set_metaparam("glcm/offset=1")
start, cpu = time.perf_counter(), time.process_time()
table = engine.featurize_directory(chosen.intensity, chosen.labels)
times = {
    "import": imported - begin,
    "wall": time.perf_counter() - start,
    "cpu": time.process_time() - cpu,
    "rows": len(table),
}
with open(chosen.times, "w") as file:
    json.dump(times, file)
if chosen.table:
    table.to_csv(chosen.table, index=False)
