import { join } from "node:path";
import { expect, test } from "vitest";
import { publicNames } from "../../../tools/public-api.ts";

test("the public names are those written down; `pnpm update-api` rewrites them", async () => {
  await expect(publicNames(join(import.meta.dirname, ".."))).toMatchFileSnapshot("./public-api.txt");
});
