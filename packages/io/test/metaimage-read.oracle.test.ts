// MetaImage files hold, bit for bit, the values that SimpleITK reads from them, at the place that SimpleITK states.
import { compareFixtures } from "./volume-oracle.ts";

compareFixtures("metaimage");
