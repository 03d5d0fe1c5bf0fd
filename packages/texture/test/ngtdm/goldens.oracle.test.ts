import { testGoldens } from "../neighbourhoods/suites.ts";

testGoldens("ngtdm");
