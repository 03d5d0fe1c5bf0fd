/** Whether `head` starts like a MetaImage header: text with its usual first keys, and a number of axes. */
export function isMetaImage(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 512));
  return /^\s*(ObjectType|NDims|Comment|Name|ID)\s*[=:]/.test(text) && /^\s*NDims\s*[=:]/m.test(text);
}
