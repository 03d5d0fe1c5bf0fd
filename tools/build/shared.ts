import type { UserConfig } from "tsdown";

/** What every build here agrees on. */
export const shared = {
  format: "esm",
  fixedExtension: false,
  clean: true,
  report: false,
  logLevel: "warn",
  inputOptions: { checks: { pluginTimings: false } },
} satisfies UserConfig;
