// `node tools/new-package.mjs <name> "<description>"`: adds packages/<name>, a feature package with one family of one
// feature, its tests and a changeset. It builds, packs and passes its tests as it is.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment, root } from "./install.mjs";

const [name, description] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name ?? "") || !/^[A-Z][^"\\\n]*\.$/.test(description ?? "")) {
  console.error(
    'Usage: node tools/new-package.mjs <name> "<description>"\n' +
      "The name is in kebab case; the description is one sentence: capital letter, full stop, no quotes.",
  );
  process.exit(2);
}
const directory = join(root, "packages", name);
if (existsSync(directory)) {
  console.error(
    `packages/${name} exists already; choose another name, or add to it with \`pnpm new-feature\`.`,
  );
  process.exit(1);
}

const words = {
  __name__: name,
  __id__: name.replaceAll("-", "_"),
  __camel__: name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()),
  __title__: (name[0].toUpperCase() + name.slice(1)).replaceAll("-", " "),
  __description__: description,
};

const template = join(root, "tools", "templates", "package");
for (const entry of readdirSync(template, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath ?? entry.path, entry.name);
  const target = join(directory, source.slice(template.length));
  mkdirSync(dirname(target), { recursive: true });
  const text = readFileSync(source, "utf8");
  writeFileSync(
    target,
    Object.entries(words).reduce((filled, [word, value]) => filled.replaceAll(word, value), text),
  );
}
copyFileSync(join(root, "LICENSE"), join(directory, "LICENSE"));
writeFileSync(
  join(root, ".changeset", `add-${name}.md`),
  `---\n"@pixelmetry/${name}": minor\n---\n\n${description}\n`,
);

for (const [command, ...args] of [
  ["pnpm", "install", "--no-frozen-lockfile"],
  ["biome", "check", "--write", `packages/${name}`],
  ["vitest", "run", `packages/${name}/`, "--update"],
]) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: environment,
  });
  if (status !== 0) process.exit(status ?? 1);
}
console.log(`\nAdded packages/${name}. To have it in every run, list its families in packages/orchestrator.`);
