// Files by nibabel hold, bit for bit, the values that nibabel reads from them, at the place that nibabel and
// SimpleITK state.
import { compareFixtures, compareVolumes } from "./volume-oracle.ts";

compareFixtures("nifti");
compareVolumes("nifti");
