/**
 * Stretches of rows (planes in 3D) of a ROI with what crosses their borders. Stretches that meet become one, in
 * whatever order they come.
 * @module
 */

export interface Segment {
  /** Rows (planes) [first, end) relative to the bounding box. */
  readonly first: number;
  readonly end: number;
}

/** Adds a stretch to ascending ones that do not touch each other; `join` leaves its arguments as they are. */
export function addSegment<S extends Segment>(
  segments: S[],
  segment: S,
  join: (above: S, below: S) => S,
): void {
  let at = segments.findIndex(({ first }) => first > segment.first);
  if (at < 0) at = segments.length;
  let joined = segment;
  if (at < segments.length && segments[at].first === joined.end) {
    joined = join(joined, segments[at]);
    segments.splice(at, 1);
  }
  if (at > 0 && segments[at - 1].end === joined.first) {
    at--;
    joined = join(segments[at], joined);
    segments.splice(at, 1);
  }
  segments.splice(at, 0, joined);
}
