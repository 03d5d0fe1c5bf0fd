/** Whether `head` starts like a TIFF or BigTIFF file of either byte order. */
export function isTiff(head: Uint8Array): boolean {
  const little = head[0] === 0x49 && head[1] === 0x49 && head[3] === 0;
  const bigEndian = head[0] === 0x4d && head[1] === 0x4d && head[2] === 0;
  const version = little ? head[2] : bigEndian ? head[3] : 0;
  return head.length >= 4 && (version === 42 || version === 43);
}
