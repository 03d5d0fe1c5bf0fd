/**
 * Buffers of decoded blocks, used again block after block and image after image: fresh ones would pile up
 * outside V8's heap until it notices.
 * @module
 */
export class BlockBuffers {
  readonly #free: ArrayBuffer[] = [];

  /** A buffer of at least `bytes` with anything in it. */
  take(bytes: number): ArrayBuffer {
    const fitting = this.#free.findIndex((buffer) => buffer.byteLength >= bytes);
    if (fitting >= 0) return this.#free.splice(fitting, 1)[0];
    // A smaller one makes room for the one that is needed now.
    this.#free.pop();
    return new ArrayBuffer(bytes);
  }

  give(buffer: ArrayBufferLike): void {
    if (buffer instanceof ArrayBuffer) this.#free.push(buffer);
  }
}
