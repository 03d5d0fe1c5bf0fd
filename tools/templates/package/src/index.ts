/**
 * __description__
 * @module
 */
export { __camel__ } from "./family.ts";
