/**
 * The module that Web Workers run when a program does not bring one of its own (`startWebWorker`).
 * @module
 */
import { startWebWorker } from "./web/web-worker.ts";

startWebWorker();
