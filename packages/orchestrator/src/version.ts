/** Version of the packages that a run is made with; the release process keeps it equal to package.json. */
export { version } from "../package.json" with { type: "json" };
