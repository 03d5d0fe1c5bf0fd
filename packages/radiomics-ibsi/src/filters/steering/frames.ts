/**
 * A rotation per voxel in three numbers: modified Rodrigues parameters, the vector part of a quaternion (x, y, z, w)
 * over 1 + w. With w ≥ 0 they are at most 1 and keep all digits.
 * @module
 */

/** Rotations of the voxels of a volume. */
export class Frames {
  readonly #parameters: readonly [Float32Array, Float32Array, Float32Array];

  constructor(voxels: number) {
    this.#parameters = [new Float32Array(voxels), new Float32Array(voxels), new Float32Array(voxels)];
  }

  /** Stores a row-major rotation matrix. */
  set(voxel: number, m: Float64Array): void {
    const trace = m[0] + m[4] + m[8];
    let [x, y, z, w] = [0, 0, 0, 0];
    // The largest of the four components is found first; dividing by a small one would lose digits.
    if (trace >= Math.max(m[0], m[4], m[8])) {
      [x, y, z, w] = [m[7] - m[5], m[2] - m[6], m[3] - m[1], 1 + trace];
    } else if (m[0] >= m[4] && m[0] >= m[8]) {
      [x, y, z, w] = [1 + m[0] - m[4] - m[8], m[1] + m[3], m[2] + m[6], m[7] - m[5]];
    } else if (m[4] >= m[8]) {
      [x, y, z, w] = [m[1] + m[3], 1 - m[0] + m[4] - m[8], m[5] + m[7], m[2] - m[6]];
    } else {
      [x, y, z, w] = [m[2] + m[6], m[5] + m[7], 1 - m[0] - m[4] + m[8], m[3] - m[1]];
    }
    const norm = Math.sqrt(x * x + y * y + z * z + w * w);
    const scale = w < 0 ? -1 / (norm - w) : 1 / (norm + w);
    this.#parameters[0][voxel] = x * scale;
    this.#parameters[1][voxel] = y * scale;
    this.#parameters[2][voxel] = z * scale;
  }

  /** Reads a rotation as a row-major matrix. */
  get(voxel: number, m: Float64Array): void {
    const a = this.#parameters[0][voxel];
    const b = this.#parameters[1][voxel];
    const c = this.#parameters[2][voxel];
    const square = a * a + b * b + c * c;
    const scale = 2 / (1 + square);
    const w = (1 - square) / (1 + square);
    const x = a * scale;
    const y = b * scale;
    const z = c * scale;
    m[0] = 1 - 2 * (y * y + z * z);
    m[1] = 2 * (x * y - z * w);
    m[2] = 2 * (x * z + y * w);
    m[3] = 2 * (x * y + z * w);
    m[4] = 1 - 2 * (x * x + z * z);
    m[5] = 2 * (y * z - x * w);
    m[6] = 2 * (x * z - y * w);
    m[7] = 2 * (y * z + x * w);
    m[8] = 1 - 2 * (x * x + y * y);
  }
}
