/** Whether `head` starts like an NRRD file. */
export const isNrrd = (head: Uint8Array): boolean => String.fromCharCode(...head.subarray(0, 4)) === "NRRD";
