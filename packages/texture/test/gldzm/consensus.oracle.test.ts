import { testConsensus } from "../level-sizes/suites.ts";

testConsensus("gldzm", 3);
