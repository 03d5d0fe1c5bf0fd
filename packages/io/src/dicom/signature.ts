/** Whether `head` starts like a DICOM file: 128 bytes of anything, then the mark. */
export const isDicom = (head: Uint8Array): boolean =>
  String.fromCharCode(...head.subarray(128, 132)) === "DICM";
