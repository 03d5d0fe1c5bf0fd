import { application } from "../../tools/build/application.ts";

export default application(import.meta.dirname);
