import { defineFamily } from "@pixelmetry/roi";
import { boxFill } from "./box-fill.ts";

/** __description__ */
export const __camel__ = defineFamily({
  id: "__id__",
  title: "__title__",
  description: "__description__",
  nyxusGroups: [],
  parameters: {},
  features: () => [boxFill],
});
