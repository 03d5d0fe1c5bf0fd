/** Parameter of the chords. */
export const chordParameters = {
  "chords.angle_step": {
    default: 9,
    minimum: 0.5,
    maximum: 90,
    unit: "degree",
    description:
      "Step between the directions of the lines that cut a region into chords, from 0 up to but not including 180 degrees.",
  },
} as const;

export interface ChordParameters {
  readonly "chords.angle_step": number;
}
