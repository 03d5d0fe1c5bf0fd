import { testConsensus } from "../neighbourhoods/suites.ts";

testConsensus("ngtdm", 5);
