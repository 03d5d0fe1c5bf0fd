// DICOM files and series hold, bit for bit, the values that pydicom decodes and rescales, at the place that the
// files and SimpleITK state; all transfer syntaxes.
import { compareFixtures, compareVolumes } from "./volume-oracle.ts";

compareFixtures("dicom");
compareVolumes("dicom");
