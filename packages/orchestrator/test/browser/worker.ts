import { startWebWorker } from "../../src/web.ts";

startWebWorker();
