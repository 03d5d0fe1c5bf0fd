import { startThreadWorker } from "@pixelmetry/orchestrator";

startThreadWorker();
