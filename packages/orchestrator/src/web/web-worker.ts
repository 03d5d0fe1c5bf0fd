/**
 * Entry of a Web Worker.
 * @module
 */
import type { WebPort } from "./messages.ts";
import { servePage } from "./serve-page.ts";

/** Starts answering whoever started this worker. */
export function startWebWorker(): void {
  const scope = globalThis as unknown as WebPort & { readonly location: { readonly href: string } };
  // The worker's own address serves for its helpers, whatever a bundler made of it.
  servePage(scope, () => new Worker(scope.location.href, { type: "module", name: "pixelmetry" }));
}
