import { execFile } from "node:child_process";
import * as fs from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { PixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import type { TableBatch, TableColumn, TableFormat } from "../../src/table.ts";
import { createTableWriter } from "../../src/writers/create-table-writer.ts";
import { createFileSink, type FileSystem } from "../../src/writers/file-sink.ts";
import { writeFileAtomic } from "../../src/writers/write-file-atomic.ts";
import { filesIn, inFolder } from "./tables.ts";

// Where there are /dev/full and /sys.
const linux = process.platform === "linux";
const formats: TableFormat[] = ["csv", "parquet", "arrow"];
const columns: TableColumn[] = Array.from({ length: 20 }, (_, c) => ({ name: `c${c}`, type: "float64" }));
const batch: TableBatch = {
  rows: 5000,
  columns: columns.map((_, c) => ({ type: "float64", values: new Float64Array(5000).fill(Math.SQRT2 + c) })),
};

async function failure(work: Promise<unknown>): Promise<PixelmetryError> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PixelmetryError);
  expect(error).toMatchObject({ tag: "output-failed" });
  return error as PixelmetryError;
}

describe.each(formats)("%s file", (format) => {
  test("appears when it is finished, in place of an earlier one", () =>
    inFolder(async (folder) => {
      const path = join(folder, "table");
      await fs.writeFile(path, "earlier");
      const writer = await createTableWriter(format, path, columns);
      await writer.append(batch);
      expect(await fs.readFile(path, "utf8")).toBe("earlier");
      expect(await filesIn(folder)).toHaveLength(2);
      await writer.finish();
      await writer.abort();
      expect(await filesIn(folder)).toEqual(["table"]);
      expect((await fs.stat(path)).size).toBeGreaterThan(5000);
    }));

  test("leaves nothing behind when it is aborted", () =>
    inFolder(async (folder) => {
      const writer = await createTableWriter(format, join(folder, "table"), columns);
      await writer.append(batch);
      await writer.abort();
      expect(await filesIn(folder)).toEqual([]);
    }));

  test("names the folder that does not exist", () =>
    inFolder(async (folder) => {
      const path = join(folder, "none", "table");
      const error = await failure(createTableWriter(format, path, columns));
      expect(error.message).toBe(
        `${path}: cannot write the file: the folder does not exist; create it or name another folder.`,
      );
    }));

  test.runIf(linux)("a full disk fails the writer for good and leaves nothing", () =>
    inFolder(async (folder) => {
      const path = join(folder, "table");
      const sink = await createFileSink(path, fullDisk(folder));
      const writer = await createTableWriter(format, sink, columns, { bufferBytes: 100_000 });
      const error = await failure(writer.append(batch).then(() => writer.finish()));
      expect(error.message).toBe(
        `${path}: cannot write the file: the disk is full; free some space or name a folder on another disk.`,
      );
      await expect(writer.append(batch)).rejects.toBe(error);
      await expect(writer.finish()).rejects.toBe(error);
      await writer.abort();
      expect(await filesIn(folder)).toEqual([]);
    }),
  );
});

/** A disk that is full: bytes of temporary files go to the device that refuses them all. */
function fullDisk(folder: string): FileSystem {
  const open = (async (name: string, flags: string) => {
    if (!name.startsWith(folder) || flags !== "wx") return fs.open(name, flags);
    await (await fs.open(name, flags)).close();
    return fs.open("/dev/full", "w");
  }) as FileSystem["open"];
  return { ...fs, open };
}

describe("file", () => {
  test.each(["sync", "close", "rename"] as const)("a failing %s leaves nothing behind", (step) =>
    inFolder(async (folder) => {
      const fail = () => Promise.reject(Object.assign(new Error("EIO: broken"), { code: "EIO" }));
      const open = (async (name: string, flags: string) => {
        const handle = await fs.open(name, flags);
        if (step === "rename") return handle;
        const close = handle.close.bind(handle);
        handle[step] = () => {
          handle.close = close;
          return fail();
        };
        return handle;
      }) as FileSystem["open"];
      const sink = await createFileSink(join(folder, "f"), {
        ...fs,
        open,
        ...(step === "rename" && { rename: fail }),
      });
      await sink.write(Uint8Array.of(1));
      const error = await failure(sink.close());
      expect(error.message).toContain("EIO: broken; check the path and the disk");
      expect(await filesIn(folder)).toEqual([]);
      await expect(sink.write(Uint8Array.of(1))).rejects.toThrow(TypeError);
    }),
  );

  test("writes of every size arrive in order", () =>
    inFolder(async (folder) => {
      const sink = await createFileSink(join(folder, "f"));
      const parts = [3, 300_000, 0, 1, 262_144, 262_143, 5, 262_140].map((size, i) =>
        new Uint8Array(size).fill(i),
      );
      const reused = new Uint8Array(300_000);
      for (const part of parts) {
        reused.set(part);
        await sink.write(reused.subarray(0, part.length));
      }
      await sink.close();
      expect(Buffer.compare(await fs.readFile(join(folder, "f")), Buffer.concat(parts))).toBe(0);
    }));

  test("a folder of that name is refused before anything is written", () =>
    inFolder(async (folder) => {
      const path = join(folder, "table.csv");
      await fs.mkdir(path);
      const error = await failure(createFileSink(path));
      expect(error.message).toBe(`${path}: a folder has this name; choose another file name.`);
      expect(await filesIn(folder)).toEqual(["table.csv"]);
    }));

  test.runIf(linux)("a device is refused, not replaced", async () => {
    expect((await failure(createFileSink("/dev/null"))).message).toContain("this is not a regular file");
  });

  test("a link stays, and what it points to is replaced", () =>
    inFolder(async (folder) => {
      await fs.mkdir(join(folder, "elsewhere"));
      const real = join(folder, "elsewhere", "real.csv");
      await fs.writeFile(real, "earlier");
      await fs.symlink(real, join(folder, "link.csv"));
      await writeFileAtomic(join(folder, "link.csv"), "later");
      expect(await fs.readFile(real, "utf8")).toBe("later");
      expect((await fs.lstat(join(folder, "link.csv"))).isSymbolicLink()).toBe(true);
    }));

  test.runIf(linux)("a folder that may not be written is named", async () => {
    // No one may create files here, not even root.
    const error = await failure(createFileSink("/sys/table.csv"));
    expect(error.message).toMatch(
      /^\/sys\/table\.csv: cannot write the file: (writing is not permitted|the disk is read-only); /,
    );
  });

  test("a file in place of a folder, and a name too long, are named", () =>
    inFolder(async (folder) => {
      await writeFileAtomic(join(folder, "f"), "x");
      expect((await failure(createFileSink(join(folder, "f", "g")))).message).toContain(
        "is a file, not a folder",
      );
      expect((await failure(createFileSink(join(folder, "n".repeat(300))))).message).toContain(
        "name is too long",
      );
      await writeFileAtomic(join(folder, "µ".repeat(127)), "x");
      expect(await filesIn(folder)).toHaveLength(2);
    }));

  test("two writers of one file do not meet; the last to finish wins", () =>
    inFolder(async (folder) => {
      const path = join(folder, "f");
      const [first, second] = await Promise.all([createFileSink(path), createFileSink(path)]);
      await first.write(Uint8Array.of(65));
      await second.write(Uint8Array.of(66));
      await second.close();
      await first.close();
      expect(await fs.readFile(path, "utf8")).toBe("A");
      expect(await filesIn(folder)).toEqual(["f"]);
    }));

  test("writeFileAtomic writes text as UTF-8, and bytes as they are", () =>
    inFolder(async (folder) => {
      await writeFileAtomic(join(folder, "report.json"), '{"unit":"µm"}');
      await writeFileAtomic(join(folder, "picture.png"), Uint8Array.of(137, 80));
      expect(await fs.readFile(join(folder, "report.json"), "utf8")).toBe('{"unit":"µm"}');
      expect([...(await fs.readFile(join(folder, "picture.png")))]).toEqual([137, 80]);
      expect(await filesIn(folder)).toEqual(["picture.png", "report.json"]);
    }));

  test("an exit of the process removes what was not finished", () =>
    inFolder(async (folder) => {
      const writers = pathToFileURL(join(import.meta.dirname, "../../src/writers"));
      const script = `
        import { readdirSync } from "node:fs";
        import { createFileSink } from "${writers}/file-sink.ts";
        import { writeFileAtomic } from "${writers}/write-file-atomic.ts";
        const folder = process.argv[1];
        await writeFileAtomic(folder + "/done", "x");
        const sink = await createFileSink(folder + "/unfinished");
        await sink.write(new Uint8Array(1_000_000));
        console.log(readdirSync(folder).length);
        process.exit(3);`;
      const flags = ["--import", "tsx", "--input-type=module", "--eval"];
      const child = promisify(execFile)(process.execPath, [...flags, script, folder], {
        cwd: import.meta.dirname,
      });
      await expect(child).rejects.toMatchObject({ code: 3, stdout: "2\n" });
      expect(await filesIn(folder)).toEqual(["done"]);
    }));
});
