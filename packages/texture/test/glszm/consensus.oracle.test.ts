import { testConsensus } from "../level-sizes/suites.ts";

testConsensus("glszm", 3);
