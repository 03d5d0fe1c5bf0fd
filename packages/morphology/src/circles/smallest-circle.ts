/**
 * The smallest circle around points.
 * @module
 */
import { square } from "@pixelmetry/roi";

/** A circle. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly squaredRadius: number;
}

/** Points outside by less than this part of the squared radius are on the circle. */
const tolerance = 1e-13;

/**
 * Takes in the farthest point outside until there is none. Two or three points carry each circle; the next one is the
 * smallest that two or three of these and the new point carry and that holds them all. Its radius grows, so this ends.
 * @see B. Gärtner, Fast and robust smallest enclosing balls, 1999, doi:10.1007/3-540-48481-7_29
 */
export function smallestCircle(x: Float64Array, y: Float64Array): Circle {
  let carriers = [0];
  let circle: Circle = { x: x[0], y: y[0], squaredRadius: 0 };
  for (;;) {
    let outside = -1;
    let most = circle.squaredRadius * (1 + tolerance);
    for (let i = 0; i < x.length; i++) {
      const dx = x[i] - circle.x;
      const dy = y[i] - circle.y;
      const d = dx * dx + dy * dy;
      if (d > most) {
        most = d;
        outside = i;
      }
    }
    if (outside < 0) return circle;
    const next = carriedBy(x, y, carriers, outside);
    // Rounding may keep a circle of the same points from growing.
    if (next === undefined || next.circle.squaredRadius <= circle.squaredRadius) return circle;
    ({ circle, carriers } = next);
  }
}

/** The smallest circle around the carriers and the new point; the new point carries it. */
function carriedBy(
  x: Float64Array,
  y: Float64Array,
  carriers: readonly number[],
  added: number,
): { circle: Circle; carriers: number[] } | undefined {
  let best: { circle: Circle; carriers: number[] } | undefined;
  const offer = (circle: Circle, by: number[]): void => {
    if (best !== undefined && best.circle.squaredRadius <= circle.squaredRadius) return;
    const most = circle.squaredRadius * (1 + 10 * tolerance);
    if (carriers.every((i) => square(x[i] - circle.x) + square(y[i] - circle.y) <= most)) {
      best = { circle, carriers: by };
    }
  };
  for (const a of carriers) {
    const [dx, dy] = [(x[added] - x[a]) / 2, (y[added] - y[a]) / 2];
    offer({ x: x[a] + dx, y: y[a] + dy, squaredRadius: dx * dx + dy * dy }, [a, added]);
  }
  for (const a of carriers) {
    for (const b of carriers) {
      if (b <= a) continue;
      const circle = through(x[a] - x[added], y[a] - y[added], x[b] - x[added], y[b] - y[added]);
      if (circle === undefined) continue;
      offer({ ...circle, x: circle.x + x[added], y: circle.y + y[added] }, [a, b, added]);
    }
  }
  return best;
}

/** The circle through two points and the origin; none when they are on one line. */
function through(ax: number, ay: number, bx: number, by: number): Circle | undefined {
  const cross = 2 * (ax * by - ay * bx);
  if (cross === 0) return undefined;
  const a = ax * ax + ay * ay;
  const b = bx * bx + by * by;
  const x = (by * a - ay * b) / cross;
  const y = (ax * b - bx * a) / cross;
  return { x, y, squaredRadius: x * x + y * y };
}
