import { test } from "vitest";
import { expectClaim, measured } from "./claims.ts";
import { closedForms } from "./closed-forms.ts";

test.for(closedForms)("$name", async (form) => {
  const family = form.id.startsWith("ivh") ? "ivh" : form.id.split("_").slice(0, 2).join("_");
  const rois = await measured(form.image, form.parameters, [family]);
  expectClaim(rois.get(1)!, form);
});
