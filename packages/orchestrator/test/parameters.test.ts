/** Parameters as people write them, and profiles that fix them. */
import { describe, expect, test } from "vitest";
import { Catalog, findProfile, parameterSchema, profiles, resolveParameters } from "../src/index.ts";

const of = (kind: (value: unknown) => boolean): string[] =>
  Object.keys(parameterSchema).filter((name) => kind(parameterSchema[name].default));
const refusal = (given: Parameters<typeof resolveParameters>[0]) => {
  expect(() => resolveParameters(given)).toThrow(expect.objectContaining({ tag: "invalid-argument" }));
  try {
    resolveParameters(given);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test("without any, the defaults; every default can be written as text and gives itself", () => {
  const defaults = resolveParameters();
  for (const [name, parameter] of Object.entries(parameterSchema)) {
    expect(defaults[name], name).toEqual(parameter.default);
    expect(resolveParameters({ [name]: String(parameter.default) })[name], name).toEqual(parameter.default);
    expect(parameter.description, name).toMatch(/\w/);
  }
});

test("families that share a name share the parameter", () => {
  const entries = new Catalog(resolveParameters()).entries;
  for (const family of new Set(entries.map((entry) => entry.family))) {
    for (const [name, parameter] of Object.entries(family.parameters))
      expect(parameterSchema[name], `${family.id} ${name}`).toEqual(parameter);
  }
});

describe("values", () => {
  test("text", () => {
    expect(resolveParameters({ "discretisation.method": "none" })["discretisation.method"]).toBe("none");
    expect(refusal({ "discretisation.method": "some" })).toMatch(
      /^discretisation\.method: the parameter has a value it cannot have \(expected .*fixed-bin-number.*, found some\)\.$/,
    );
  });

  test("numbers", () => {
    expect(resolveParameters({ "discretisation.bins": " 8 " })["discretisation.bins"]).toBe(8);
    expect(resolveParameters({ "discretisation.size": 2.5 })["discretisation.size"]).toBe(2.5);
    for (const value of ["", "many", "1.5", "0", "-3", "1e9", Number.NaN, Number.POSITIVE_INFINITY])
      expect(refusal({ "discretisation.bins": value }), String(value)).toMatch(
        /expected a whole number from 1 to 65535, found/,
      );
    expect(refusal({ "discretisation.size": 0 })).toMatch(
      /expected a number from above 0 to any size, found 0/,
    );
  });

  test("booleans", () => {
    for (const name of of((value) => typeof value === "boolean")) {
      expect(
        [true, "true", false, "false"].map((value) => resolveParameters({ [name]: value })[name]),
      ).toEqual([true, true, false, false]);
      expect(refusal({ [name]: "yes" })).toMatch(/expected true or false, found yes/);
    }
    expect(of((value) => typeof value === "boolean")).not.toHaveLength(0);
  });

  test("lists", () => {
    for (const name of of(Array.isArray)) {
      const { minimum = 1, maximum = 2 } = parameterSchema[name];
      expect(resolveParameters({ [name]: `${minimum}, ${maximum}` })[name]).toEqual([minimum, maximum]);
      expect(resolveParameters({ [name]: [maximum] })[name]).toEqual([maximum]);
      expect(refusal({ [name]: [] })).toMatch(/expected at least one number/);
      expect(refusal({ [name]: `${maximum},x` })).toMatch(/found x/);
    }
  });

  test("unknown names, with the nearest", () => {
    expect(refusal({ "glcm.distanc": 1 })).toMatch(
      /^glcm\.distanc: there is no such parameter; did you mean glcm\.distance( or .+)?\?$/,
    );
    expect(refusal({ zzzzzzzzzzzzzzzzzz: 1 })).toMatch(
      /there is no such parameter; the parameters are .+\.$/,
    );
    expect(refusal({ constructor: 1 })).toMatch(/there is no such parameter/);
  });
});

describe("profiles", () => {
  test.each(Object.entries(profiles))("%s resolves, and names parameters that exist", (name, profile) => {
    expect(findProfile(name)).toBe(profile);
    for (const parameter of Object.keys(profile.parameters))
      expect(parameterSchema).toHaveProperty([parameter]);
    expect(resolveParameters(profile.parameters)).toMatchObject(profile.parameters);
    expect(new Catalog(resolveParameters(profile.parameters)).entries.length).toBeGreaterThan(100);
    expect(["pixelmetry", "nyxus", "ibsi"]).toContain(profile.names);
  });

  test("default changes nothing", () => expect(profiles.default.parameters).toEqual({}));

  test("unknown, with the nearest", () => {
    expect(() => findProfile("nyxsu")).toThrow(
      /there is no profile nyxsu \(expected default, .*\); did you mean nyxus\?/,
    );
    expect(() => findProfile("constructor")).toThrow(expect.objectContaining({ tag: "invalid-argument" }));
  });
});
