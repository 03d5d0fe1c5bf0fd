import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

interface Manifest {
  exports: Record<string, string>;
}

/**
 * The public names of a package, one a line, sorted: `defineFeature`, `type Feature`; names of an entry other
 * than `"."` come after it: `./testkit scenes`. Types are included, since renaming one breaks users as well.
 */
export function publicNames(packageDirectory: string): string {
  const { exports } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8")) as Manifest;
  return Object.entries(exports)
    .filter(([, source]) => source.endsWith(".ts"))
    .flatMap(([entry, source]) => {
      const names = [...namesOf(join(packageDirectory, source))].sort();
      return entry === "." ? names : names.map((name) => `${entry} ${name}`);
    })
    .map((line) => `${line}\n`)
    .join("");
}

function namesOf(file: string): Set<string> {
  const names = new Set<string>();
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) addReExports(statement, file, names);
    else if (ts.isExportAssignment(statement)) names.add("default");
    else addDeclared(statement, names);
  }
  return names;
}

function addReExports(statement: ts.ExportDeclaration, file: string, names: Set<string>): void {
  const from = statement.moduleSpecifier as ts.StringLiteral | undefined;
  const clause = statement.exportClause;
  if (clause === undefined) {
    if (!from!.text.startsWith(".")) names.add(`* from ${from!.text}`);
    else for (const name of namesOf(join(dirname(file), from!.text))) names.add(name);
  } else if (ts.isNamespaceExport(clause)) {
    names.add(clause.name.text);
  } else {
    for (const { name, isTypeOnly } of clause.elements) {
      names.add(isTypeOnly || statement.isTypeOnly ? `type ${name.text}` : name.text);
    }
  }
}

function addDeclared(statement: ts.Statement, names: Set<string>): void {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) names.add(name.text);
    }
  } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    names.add(`type ${statement.name.text}`);
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    names.add(statement.name?.text ?? "default");
  }
}
