/**
 * Undoes the TIFF predictors, in place.
 * @module
 */

/**
 * Predictor 2: each sample is stored as the difference to the one `samples` before it, modulo 2^bits.
 * @param bytes rows of `rowSamples` little-endian samples, aligned to the sample size
 */
export function undoHorizontal(bytes: Uint8Array, bits: number, rowSamples: number, samples: number): void {
  const { buffer, byteOffset, length } = bytes;
  if (bits === 8) accumulate(bytes, rowSamples, samples);
  else if (bits === 16) accumulate(new Uint16Array(buffer, byteOffset, length >> 1), rowSamples, samples);
  else if (bits === 32) accumulate(new Uint32Array(buffer, byteOffset, length >> 2), rowSamples, samples);
  else accumulate64(new Uint32Array(buffer, byteOffset, length >> 2), rowSamples, samples);
}

function accumulate(
  values: Uint8Array | Uint16Array | Uint32Array,
  rowSamples: number,
  samples: number,
): void {
  for (let row = 0; row + rowSamples <= values.length; row += rowSamples) {
    for (let sample = 0; sample < samples; sample++) {
      let sum = 0;
      for (let i = row + sample; i < row + rowSamples; i += samples) {
        sum = (sum + values[i]) | 0;
        values[i] = sum;
      }
    }
  }
}

/** 64-bit samples as pairs of words, low word first. */
function accumulate64(words: Uint32Array, rowSamples: number, samples: number): void {
  const rowWords = 2 * rowSamples;
  const step = 2 * samples;
  for (let row = 0; row + rowWords <= words.length; row += rowWords) {
    for (let i = row + step; i < row + rowWords; i += 2) {
      const low = words[i] + words[i - step];
      words[i] = low;
      words[i + 1] = words[i + 1] + words[i + 1 - step] + (low > 0xffffffff ? 1 : 0);
    }
  }
}

/**
 * Predictor 3: the bytes of a row are stored plane by plane, most significant first whatever the byte order of
 * the file, as differences to the byte `samples` before. Leaves little-endian floats.
 */
export function undoFloatingPoint(
  bytes: Uint8Array,
  bits: number,
  rowSamples: number,
  samples: number,
): void {
  const size = bits >> 3;
  const rowBytes = rowSamples * size;
  const planes = new Uint8Array(rowBytes);
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let i = 0; i < samples; i++) planes[i] = bytes[row + i];
    for (let i = samples; i < rowBytes; i++) planes[i] = bytes[row + i] + planes[i - samples];
    for (let byte = 0; byte < size; byte++) {
      const plane = (size - 1 - byte) * rowSamples;
      for (let i = 0; i < rowSamples; i++) bytes[row + i * size + byte] = planes[plane + i];
    }
  }
}
