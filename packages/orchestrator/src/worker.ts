/**
 * The module that worker threads run when a program does not bring one of its own (`RunOptions.workerUrl`).
 * @module
 */
import { startThreadWorker } from "./node/thread-worker.ts";

startThreadWorker();
