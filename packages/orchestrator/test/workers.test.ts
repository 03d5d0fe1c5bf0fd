/** What crosses a thread border, and how tasks find a worker. */
import { isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { type ImageSpec, resolveParameters } from "../src/index.ts";
import { sessionHost } from "../src/node/session-host.ts";
import { type WorkerHandle, WorkerPool } from "../src/workers/pool.ts";
import {
  packError,
  type TaskAnswer,
  type TaskRequest,
  transferables,
  unpackError,
} from "../src/workers/protocol.ts";
import { serve } from "../src/workers/serve.ts";

const image = (index: number): ImageSpec => ({
  index,
  image: `i${index}.tif`,
  labelImage: "",
  intensity: [],
});

describe("protocol", () => {
  const across = (error: unknown): Error => unpackError(structuredClone(packError(error)));

  test("an error of ours keeps its tag, its data and its sentence", () => {
    const error = new PixelmetryError("corrupt-input", {
      where: "a.tif",
      what: "the file is cut off",
      expected: 10,
      received: 6,
      remedy: "copy it again",
      data: { path: "/a.tif" },
    });
    const arrived = across(error);
    expect(isPixelmetryError(arrived, "corrupt-input")).toBe(true);
    expect(arrived.message).toBe(error.message);
    expect((arrived as PixelmetryError).detail).toEqual(error.detail);
  });

  test("a defect keeps its message and stack, a failure of the system its code, and anything may be thrown", () => {
    const defect = new TypeError("x is undefined");
    expect(across(defect)).toMatchObject({ message: defect.message, stack: defect.stack });
    const system = Object.assign(new Error("EIO: i/o error, read"), {
      code: "EIO",
      syscall: "read",
      errno: -5,
    });
    expect(across(system)).toMatchObject({ code: "EIO", syscall: "read" });
    expect(across("text").message).toBe("text");
    expect(across(undefined).message).toBe("undefined");
  });

  test("buffers are given away once each; shared ones stay", () => {
    const both = new Float64Array(4);
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    const found = transferables({
      a: [both.subarray(0, 2), both.subarray(2)],
      b: { c: new Uint8Array(3), d: shared, e: null, f: "text", g: 7, h: undefined },
    });
    expect(found.map(({ byteLength }) => byteLength)).toEqual([32, 3]);
    expect(transferables(undefined)).toEqual([]);
  });

  test("a served session says that it is there, and answers failures as failures", async () => {
    const answers: TaskAnswer[] = [];
    const setup = {
      features: [{ id: "intensity_mean", named: true }],
      parameters: resolveParameters(),
      settings: { unit: "pixel" as const },
      budget: 1 << 20,
      spillFolder: "/nowhere",
      hash: false,
      shared: false,
    };
    const handle = serve(setup, { postMessage: (message) => void answers.push(message) }, sessionHost);
    const missing = { ...image(0), intensity: [{ path: "/no/such/i0.tif" }] };
    await handle({ id: 5, task: "measureWhole", spec: missing });
    await handle({ id: 6, task: "nextRows", spec: missing });
    expect(answers).toMatchObject([
      { ready: true },
      { id: 5, error: { tag: "input-not-found" } },
      { id: 6, error: { tag: "worker-failed" } },
    ]);
  });
});

/** A worker that does what the test says. */
class FakeWorker implements WorkerHandle {
  readonly requests: TaskRequest[] = [];
  terminated = false;
  #answer: (answer: TaskAnswer) => void = () => undefined;
  #exit: (reason: string) => void = () => undefined;
  postMessage(message: TaskRequest): void {
    this.requests.push(structuredClone(message));
  }
  onMessage(listener: (answer: TaskAnswer) => void): void {
    this.#answer = listener;
  }
  onExit(listener: (reason: string) => void): void {
    this.#exit = listener;
  }
  async terminate(): Promise<void> {
    this.terminated = true;
  }
  ready(): void {
    this.#answer({ ready: true });
  }
  answer(result: unknown = this.requests.at(-1)!.task): void {
    this.#answer({ id: this.requests.at(-1)!.id, result });
  }
  die(reason = "exit code 1"): void {
    this.#exit(reason);
  }
}

function fakePool(size: number) {
  const workers: FakeWorker[] = [];
  const pool = new WorkerPool(size, () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { pool, workers };
}

describe("pool", () => {
  test("one task at a time, to workers that are ready; what belongs to one worker goes there", async () => {
    const { pool, workers } = fakePool(2);
    const first = pool.run("survey", image(0), 0);
    const second = pool.runSomewhere("collect", image(0), 1);
    const own = pool.run("nextRows", image(0), undefined, 0);
    expect(workers.map(({ requests }) => requests.length)).toEqual([0, 0]);
    workers[1].ready();
    expect(workers[1].requests.map(({ task }) => task)).toEqual(["survey"]);
    workers[1].answer();
    expect(await first).toBe("survey");
    workers[0].ready();
    expect(workers[0].requests.map(({ task }) => task)).toEqual(["nextRows"]);
    workers[1].answer(7);
    expect(await second).toEqual({ result: 7, worker: 1 });
    workers[0].answer();
    expect(await own).toBe("nextRows");
  });

  test("a worker that dies with a task is replaced, and the others are not held up", async () => {
    const { pool, workers } = fakePool(1);
    workers[0].ready();
    const lost = pool.run("measureWhole", image(3));
    const next = pool.run("measureWhole", image(4));
    workers[0].die("out of memory");
    await expect(lost).rejects.toMatchObject({
      tag: "worker-failed",
      message: expect.stringMatching(
        /^i3\.tif: the worker that measured this image stopped \(out of memory\)/,
      ),
    });
    workers[1].ready();
    expect(workers[1].requests[0].spec.image).toBe("i4.tif");
    workers[1].answer();
    expect(await next).toBe("measureWhole");
  });

  test("many images may each kill a worker", async () => {
    const { pool, workers } = fakePool(1);
    for (let i = 0; i < 10; i++) {
      workers[i].ready();
      const lost = pool.run("measureWhole", image(i));
      workers[i].die();
      await expect(lost).rejects.toMatchObject({ tag: "worker-failed", detail: { where: `i${i}.tif` } });
    }
    expect(pool.failure).toBeUndefined();
  });

  test("workers that die without a task, one after the other, are given up; nobody waits for ever", async () => {
    const { pool, workers } = fakePool(1);
    const waiting = pool.run("describe", image(0));
    const own = pool.run("describe", image(0), undefined, 0);
    for (let i = 0; i < 3; i++) workers[i].die("Cannot find module");
    for (const task of [waiting, own, pool.run("describe", image(1))]) {
      await expect(task).rejects.toThrow(
        "worker threads cannot be started (Cannot find module); run with --workers 1, or mend the installation.",
      );
    }
    expect(workers).toHaveLength(3);
  });

  test("a thread API that refuses is the same", async () => {
    const pool = new WorkerPool(2, () => {
      throw new Error("no threads here");
    });
    await expect(pool.run("describe", image(0))).rejects.toThrow(/cannot be started \(no threads here\)/);
  });

  test("a task done in between shows that workers can start", async () => {
    const { pool, workers } = fakePool(1);
    for (let i = 0; i < 8; i++) {
      const current = workers.at(-1)!;
      if (i % 2 === 1) {
        current.ready();
        const task = pool.run("describe", image(i));
        current.answer();
        await task;
      }
      current.die();
    }
    expect(pool.failure).toBeUndefined();
  });

  test("closing rejects what waits and what is under way, stops workers, and happens once", async () => {
    const { pool, workers } = fakePool(2);
    workers[0].ready();
    const tasks = [
      pool.run("collect", image(0)),
      pool.run("collect", image(0)),
      pool.run("hash", image(0), 0, 1),
    ];
    const closing = pool.close();
    for (const task of tasks) await expect(task).rejects.toMatchObject({ tag: "aborted" });
    await closing;
    await pool.close();
    await expect(pool.run("collect", image(0))).rejects.toMatchObject({ tag: "aborted" });
    workers[0].die();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  test("what cannot be sent is the sender's failure; the worker goes on", async () => {
    const { pool, workers } = fakePool(1);
    workers[0].ready();
    await expect(pool.run("collect", image(0), () => 1)).rejects.toThrow(/could not be cloned/);
    const next = pool.run("collect", image(0), 1);
    workers[0].answer();
    expect(await next).toBe("collect");
  });
});
