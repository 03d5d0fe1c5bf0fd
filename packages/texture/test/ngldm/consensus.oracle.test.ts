import { testConsensus } from "../neighbourhoods/suites.ts";

testConsensus("ngldm", 17);
