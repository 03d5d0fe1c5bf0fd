// NRRD files hold, bit for bit, the values that pynrrd reads from them, at the place that SimpleITK states.
import { compareFixtures, compareVolumes } from "./volume-oracle.ts";

compareFixtures("nrrd");
compareVolumes("nrrd");
