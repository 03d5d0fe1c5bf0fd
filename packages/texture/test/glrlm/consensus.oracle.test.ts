import { testConsensus } from "../level-sizes/suites.ts";

testConsensus("glrlm", 6);
