/** What a test's file name may claim. */
export const claims = ["oracle", "analytic", "invariant", "regression"] as const;

/** Every kind of test; each is a project of vitest.config.ts. Plumbing claims nothing about a number. */
export const testKinds = [...claims, "plumbing"] as const;

type TestKind = (typeof testKinds)[number];

/** The kind that a file name claims, or `undefined` when it is not a well-formed name of a test. */
export function kindOf(fileName: string): TestKind | undefined {
  const match = /^[a-z0-9-]+(?:\.([a-z0-9-]+))?\.test\.ts$/.exec(fileName);
  if (match === null) return undefined;
  if (match[1] === undefined) return "plumbing";
  return claims.find((claim) => claim === match[1]);
}
