/** What the WebAssembly decoders of Cornerstone have in common; the packages bring no types. */
declare module "cornerstone-codec" {
  export interface CodecFrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  }
  export interface CodecDecoder {
    /** Room for a stream of `length` bytes in WebAssembly memory. */
    getEncodedBuffer(length: number): Uint8Array;
    /** Absent in CharLS. */
    readHeader?(): void;
    getFrameInfo(): CodecFrameInfo;
    decode(): void;
    /** A view of WebAssembly memory, valid until the next call. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  export interface CodecOptions {
    print?(line: string): void;
    printErr?(line: string): void;
    locateFile?(file: string, folder: string): string;
  }
  export type CodecFactory<Name extends string> = (
    options: CodecOptions,
  ) => Promise<{ readonly [name in Name]: new () => CodecDecoder }>;
}

declare module "@cornerstonejs/codec-charls/decodewasmjs" {
  const factory: import("cornerstone-codec").CodecFactory<"JpegLSDecoder">;
  export default factory;
}

declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  const factory: import("cornerstone-codec").CodecFactory<"J2KDecoder">;
  export default factory;
}

declare module "@cornerstonejs/codec-openjph/wasmjs" {
  const factory: import("cornerstone-codec").CodecFactory<"HTJ2KDecoder">;
  export default factory;
}
