/**
 * Compressed pixel data: a table of offsets, then fragments, each an item with its length (PS3.5, A.4).
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";

/** One fragment in the file. */
interface Fragment {
  readonly position: number;
  readonly length: number;
}

/** The fragments of every frame. */
export type FrameFragments = readonly (readonly Fragment[])[];

const item = 0xe000;
const delimiter = 0xe0dd;

/**
 * Finds the fragments of all frames from the headers of the items; no compressed byte is read.
 * @param position - of the first item
 * @throws PixelmetryError `corrupt-input` when items are damaged or do not make up the frames
 */
export async function frameFragments(
  source: ByteSource,
  position: number,
  frames: number,
): Promise<FrameFragments> {
  const all = await readItems(source, position);
  const [table, ...fragments] = all;
  if (table === undefined) throw damaged(source, "it has no table of offsets");
  if (fragments.length === frames) return fragments.map((fragment) => [fragment]);
  if (frames === 1 && fragments.length > 0) return [fragments];
  const offsets = await readTable(source, table);
  const first = table.position + table.length;
  if (offsets.length !== frames) {
    throw damaged(source, `${fragments.length} fragments do not make up ${frames} frames`);
  }
  const groups: Fragment[][] = offsets.map(() => []);
  let frame = -1;
  for (const fragment of fragments) {
    // Offsets point at the headers of items.
    const start = fragment.position - 8 - first;
    if (frame + 1 < frames && start === offsets[frame + 1]) frame++;
    if (frame < 0) throw damaged(source, "its table of offsets is wrong");
    groups[frame].push(fragment);
  }
  if (groups.some((group) => group.length === 0)) throw damaged(source, "its table of offsets is wrong");
  return groups;
}

async function readItems(source: ByteSource, start: number): Promise<Fragment[]> {
  const items: Fragment[] = [];
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  for (let position = start; ; ) {
    // Some writers leave the delimiter out at the end of the file.
    if (position === source.size) return items;
    if (position + 8 > source.size) throw damaged(source, "an item is cut off");
    await source.read(position, header);
    const [group, element, length] = [
      view.getUint16(0, true),
      view.getUint16(2, true),
      view.getUint32(4, true),
    ];
    if (group !== 0xfffe || (element !== item && element !== delimiter))
      throw damaged(source, "an item has no mark");
    if (element === delimiter) return items;
    if (position + 8 + length > source.size) throw damaged(source, "a fragment is cut off");
    items.push({ position: position + 8, length });
    position += 8 + length;
  }
}

async function readTable(source: ByteSource, { position, length }: Fragment): Promise<number[]> {
  const bytes = await readBytes(source, position, length - (length % 4));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

function damaged(source: ByteSource, why: string): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what: `the compressed pixel data of the DICOM file are damaged: ${why}`,
    where: source.name,
    remedy: "copy or export the file again",
  });
}
