import { defineFamily } from "@pixelmetry/roi";
import { __camel__Features } from "./features.ts";

/** TODO: what these features have in common, in a few words. */
export const __camel__ = defineFamily({
  id: "__id__",
  title: "__title__",
  description: "TODO: one paragraph for listings and the documentation.",
  nyxusGroups: [],
  parameters: {},
  features: () => __camel__Features,
});
