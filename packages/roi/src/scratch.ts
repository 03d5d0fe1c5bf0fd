/**
 * Working memory that is used again for every ROI: a stack of zeroed typed arrays, released in one go.
 * Fresh arrays per ROI would live outside V8's heap and be collected too late.
 * @module
 */

const chunkBytes = 1 << 20;

/** Position in a {@link Scratch}, to which it can be released. */
export interface ScratchMark {
  readonly chunk: number;
  readonly used: number;
}

/** A stack allocator. Arrays taken after `mark()` become invalid with `release(mark)`. */
export class Scratch {
  #chunks: ArrayBuffer[] = [];
  #chunk = 0;
  #used = 0;

  mark(): ScratchMark {
    return { chunk: this.#chunk, used: this.#used };
  }

  release(mark: ScratchMark): void {
    this.#chunk = mark.chunk;
    this.#used = mark.used;
  }

  /** Bytes held, in use or not. */
  get bytes(): number {
    let sum = 0;
    for (const chunk of this.#chunks) sum += chunk.byteLength;
    return sum;
  }

  #take(bytes: number): ArrayBuffer {
    while (this.#chunk < this.#chunks.length) {
      const chunk = this.#chunks[this.#chunk];
      if (this.#used + bytes <= chunk.byteLength) return chunk;
      // A chunk that nothing uses yet may be replaced by one that is large enough.
      if (this.#used === 0 && this.#chunk === this.#chunks.length - 1) {
        this.#chunks.pop();
        break;
      }
      this.#chunk++;
      this.#used = 0;
    }
    const chunk = new ArrayBuffer(Math.max(chunkBytes, bytes));
    this.#chunks.push(chunk);
    this.#chunk = this.#chunks.length - 1;
    this.#used = 0;
    return chunk;
  }

  uint8(length: number): Uint8Array {
    const chunk = this.#take(length);
    const array = new Uint8Array(chunk, this.#used, length).fill(0);
    this.#advance(length);
    return array;
  }

  uint16(length: number): Uint16Array {
    const chunk = this.#take(length * 2);
    const array = new Uint16Array(chunk, this.#used, length).fill(0);
    this.#advance(length * 2);
    return array;
  }

  uint32(length: number): Uint32Array {
    const chunk = this.#take(length * 4);
    const array = new Uint32Array(chunk, this.#used, length).fill(0);
    this.#advance(length * 4);
    return array;
  }

  int32(length: number): Int32Array {
    const chunk = this.#take(length * 4);
    const array = new Int32Array(chunk, this.#used, length).fill(0);
    this.#advance(length * 4);
    return array;
  }

  float64(length: number): Float64Array {
    const chunk = this.#take(length * 8);
    const array = new Float64Array(chunk, this.#used, length).fill(0);
    this.#advance(length * 8);
    return array;
  }

  #advance(bytes: number): void {
    this.#used += (bytes + 7) & ~7;
  }
}
