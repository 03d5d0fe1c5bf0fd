declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs" {
  export interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
  }
  export interface JPEGDecoder {
    /** Room for a stream of `length` bytes in WebAssembly memory. */
    getEncodedBuffer(length: number): Uint8Array;
    readHeader(): void;
    getFrameInfo(): FrameInfo;
    decode(): void;
    /** A view of WebAssembly memory, valid until the next call. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  export interface LibJpegTurbo {
    readonly JPEGDecoder: new () => JPEGDecoder;
  }
  export interface ModuleOptions {
    print?(line: string): void;
    printErr?(line: string): void;
    locateFile?(file: string, folder: string): string;
  }
  const factory: (options: ModuleOptions) => Promise<LibJpegTurbo>;
  export default factory;
}
