/** Addresses of WebAssembly decoders that an app has stated. */
export const decoderUrls = new Map<string, string>();

/**
 * Where browsers load the decoder of a DICOM coding from: the URL of its `.wasm` file as the app's bundler serves
 * it. Not needed in Node; call it before the first such file is read. 8-bit JPEG has {@link setJpegDecoderUrl}.
 * @example
 * import url from "@cornerstonejs/codec-charls/decodewasm?url"; // Vite
 * setDicomDecoderUrl("jpeg-ls", url);
 */
export function setDicomDecoderUrl(coding: "jpeg-ls" | "jpeg-2000" | "htj2k", url: string | URL): void {
  decoderUrls.set(coding, String(url));
}
