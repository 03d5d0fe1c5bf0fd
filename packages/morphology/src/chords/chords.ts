import { type DerivedToken, defineDerived, type Needs, roiInfo } from "@pixelmetry/roi";
import { directions } from "../caliper/parameters.ts";
import { type DiameterStatistics, diameterStatistics } from "../caliper/statistics.ts";
import { contour } from "../contour/trace.ts";
import { longestChords, rounding } from "./cut.ts";

/** Statistics with the directions of the extremes, degrees in [0, 180); of several, the smallest. */
export interface ChordStatistics extends DiameterStatistics {
  readonly minimumAngle: number;
}

export interface Chords {
  /** Over all lines of all directions. */
  readonly all: ChordStatistics;
  /** Over directions, of the longest chord of each. */
  readonly longest: ChordStatistics;
  /** Direction of the longest chord of all. */
  readonly maximumAngle: number;
}

/** Serves one region after the other. */
let room: Float64Array = new Float64Array(1024);

/** Chords of the region along lines in the directions that this step gives. */
export function chords(step: number): DerivedToken<Chords, Needs> {
  const all = directions(step);
  const longest = new Float64Array(all.length);
  return defineDerived({
    key: `chords(${step})`,
    needs: { roi: roiInfo, contour },
    cost: { perPixel: 0, perRoi: 2000 * all.length },
    derive({ roi, contour: outline }): Chords {
      const { spacing } = roi.image;
      const pixel = Math.sqrt(spacing[0] * spacing[1]);
      const maximum = new Extreme(1, rounding * pixel);
      const leastLongest = new Extreme(-1, rounding * pixel);
      const minimum = new Extreme(-1, rounding * pixel);
      let from = 0;
      for (let k = 0; k < all.length; k++) {
        const { chords: found, end } = longestChords(outline, all[k], spacing, room, from);
        room = found;
        let most = 0;
        let least = Number.POSITIVE_INFINITY;
        for (let i = from; i < end; i++) {
          if (found[i] > most) most = found[i];
          if (found[i] < least) least = found[i];
        }
        longest[k] = most;
        maximum.offer(most, all[k].degrees);
        leastLongest.offer(most, all[k].degrees);
        minimum.offer(least, all[k].degrees);
        from = end;
      }
      return {
        all: { ...diameterStatistics(room.subarray(0, from), pixel), minimumAngle: minimum.angle },
        longest: { ...diameterStatistics(longest, pixel), minimumAngle: leastLongest.angle },
        maximumAngle: maximum.angle,
      };
    },
  }) as DerivedToken<Chords, Needs>;
}

/** The direction of the largest (sign 1) or smallest (sign -1) length, the first one of equal ones. */
class Extreme {
  angle = 0;
  readonly #sign: number;
  readonly #tie: number;
  #best = Number.NEGATIVE_INFINITY;

  constructor(sign: number, tie: number) {
    this.#sign = sign;
    this.#tie = tie;
  }

  offer(length: number, angle: number): void {
    if (this.#sign * length <= this.#best + this.#tie) return;
    this.#best = this.#sign * length;
    this.angle = angle;
  }
}
