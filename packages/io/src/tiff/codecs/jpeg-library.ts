import type { LibJpegTurbo } from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs";

let wasmUrl: string | undefined;
let library: Promise<LibJpegTurbo> | undefined;

/**
 * Where browsers load libjpeg-turbo from: the URL of `libjpegturbowasm_decode.wasm` as the app's bundler serves
 * it. Not needed in Node. Call it before the first JPEG-compressed TIFF is read.
 * @example
 * import url from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url"; // Vite
 * setJpegDecoderUrl(url);
 */
export function setJpegDecoderUrl(url: string | URL): void {
  wasmUrl = String(url);
  library = undefined;
}

/** libjpeg-turbo, loaded once. */
export function jpegLibrary(): Promise<LibJpegTurbo> {
  library ??= loadLibrary();
  return library;
}

async function loadLibrary(): Promise<LibJpegTurbo> {
  const { default: factory } = await import("@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs");
  const url = wasmUrl;
  return factory({
    // It reports on the console otherwise.
    print() {},
    printErr() {},
    ...(url === undefined ? {} : { locateFile: () => url }),
  });
}
