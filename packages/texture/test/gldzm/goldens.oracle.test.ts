import { testGoldens } from "../level-sizes/suites.ts";

testGoldens("gldzm");
