/** Leaves a file unfinished and exits; prints how many files there were just before. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createFileSink } from "../../src/writers/file-sink.ts";
import { writeFileAtomic } from "../../src/writers/write-file-atomic.ts";

const path = process.argv[2];
await writeFileAtomic(join(dirname(path), "done"), "x");
const sink = await createFileSink(path);
await sink.write(new Uint8Array(1_000_000));
console.log(readdirSync(dirname(path)).length);
process.exit(3);
