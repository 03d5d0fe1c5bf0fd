import { accessSync, constants, statfsSync } from "node:fs";
import { availableParallelism, freemem, tmpdir, totalmem } from "node:os";
import { allFamilies, Catalog, formatBytes, resolveParameters, version } from "@pixelmetry/orchestrator";
import { columnCount } from "@pixelmetry/roi";
import { Command } from "commander";
import { exitCodes } from "../fail.ts";

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy?: string;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Check this machine: Node, threads, memory, temporary folder, codecs, features.")
    .option("--json", "as JSON")
    .action(async (flags: { json?: boolean }) => {
      const checks = await runChecks();
      if (flags.json) process.stdout.write(`${JSON.stringify({ version, checks }, undefined, 2)}\n`);
      else {
        const lines = checks.map(
          ({ name, ok, found, remedy }) =>
            `${ok ? "ok  " : "BAD "}  ${name.padEnd(18)}${found}${ok || remedy === undefined ? "" : `; ${remedy}`}`,
        );
        process.stdout.write(`pixelmetry ${version}\n${lines.join("\n")}\n`);
      }
      if (checks.some(({ ok }) => !ok)) process.exitCode = exitCodes.someFailed;
    });
}

async function runChecks(): Promise<Check[]> {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const catalog = new Catalog(resolveParameters());
  const columns = catalog.entries.reduce((sum, { feature }) => sum + columnCount(feature), 0);
  return [
    {
      name: "Node",
      ok: major > 20 || (major === 20 && minor >= 19),
      found: process.version,
      remedy: "install Node 20.19 or newer",
    },
    { name: "Threads", ok: true, found: String(availableParallelism()) },
    {
      name: "Memory",
      ok: totalmem() >= 1 << 30,
      found: `${formatBytes(totalmem())}, ${formatBytes(freemem())} free`,
      remedy: "less than 1 GB: give --memory",
    },
    temporaryFolder(),
    {
      name: "Shared memory",
      ok: typeof SharedArrayBuffer === "function",
      found: typeof SharedArrayBuffer === "function" ? "available" : "missing",
    },
    ...(await Promise.all(
      [
        ["Parquet", () => import("hyparquet-writer")],
        ["Arrow", () => import("apache-arrow")],
        ["Expressions", () => import("mathjs")],
        ["Zstandard", () => import("zstddec")],
      ].map(([name, load]) => canLoad(name as string, load as () => Promise<unknown>)),
    )),
    {
      name: "Features",
      ok: columns > 0,
      found: `${catalog.entries.length} in ${allFamilies.length} families, ${columns} columns`,
    },
  ];
}

function temporaryFolder(): Check {
  const path = tmpdir();
  try {
    accessSync(path, constants.W_OK);
    const { bavail, bsize } = statfsSync(path);
    return { name: "Temporary folder", ok: true, found: `${path}, ${formatBytes(bavail * bsize)} free` };
  } catch (error) {
    return {
      name: "Temporary folder",
      ok: false,
      found: `${path}: ${(error as Error).message}`,
      remedy: "give another one with --temp",
    };
  }
}

async function canLoad(name: string, load: () => Promise<unknown>): Promise<Check> {
  try {
    await load();
    return { name, ok: true, found: "available" };
  } catch {
    return { name, ok: false, found: "cannot be loaded", remedy: "install the program again" };
  }
}
