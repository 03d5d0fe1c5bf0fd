/**
 * Finds the images of a request on disk and pairs them: by position, by name, or line by line of a mapping file.
 * @module
 */
import { listFiles } from "./list-files.ts";
import { pairListings } from "./pair-listings.ts";
import type { InputRequest, Pairing } from "./pairing.ts";
import { readMapping } from "./read-mapping.ts";

/**
 * Pairs intensity and label images.
 * @throws PixelmetryError when nothing can be paired at all; single files without partner are returned
 */
export async function pairImages(request: InputRequest): Promise<Pairing> {
  if (request.mapping !== undefined) return readMapping(request.mapping, request);
  const intensity = await listFiles(request.intensity, "--intensity");
  const labels = request.labels === undefined ? undefined : await listFiles(request.labels, "--labels");
  return pairListings(intensity, labels, request);
}
