/**
 * Finds and changes lists in source files: the array of a family's features, the array of a package's families.
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** An array literal with the file it is written in. */
export interface SourceList {
  readonly file: string;
  readonly array: ts.ArrayLiteralExpression;
}

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** Where names of a file come from: name → file, for relative imports and re-exports. */
function originsOf(source: ts.SourceFile): Map<string, string> {
  const origins = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const from = statement.moduleSpecifier;
    if (from === undefined || !ts.isStringLiteral(from) || !from.text.startsWith(".")) continue;
    const names = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : statement.exportClause;
    if (names === undefined || (!ts.isNamedImports(names) && !ts.isNamedExports(names))) continue;
    for (const { name } of names.elements) origins.set(name.text, join(dirname(source.fileName), from.text));
  }
  return origins;
}

/** The array literal that a name stands for, or that its function returns; follows imports. */
export function listCalled(name: string, file: string): SourceList | undefined {
  if (!existsSync(file)) return undefined;
  const source = parse(file);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declared) || declared.text !== name) continue;
      const value =
        initializer !== undefined && ts.isArrowFunction(initializer) ? initializer.body : initializer;
      return value !== undefined && ts.isArrayLiteralExpression(value) ? { file, array: value } : undefined;
    }
  }
  const origin = originsOf(source).get(name);
  return origin === undefined ? undefined : listCalled(name, origin);
}

/** The array in which the features of a family are listed; `undefined` when its code makes them otherwise. */
export function featureList(familiesFile: string, family: string): SourceList | undefined {
  const definition = definitionOf(family, familiesFile);
  if (definition === undefined) return undefined;
  const names = [...nodesOf(definition.features)].filter(ts.isIdentifier).map(({ text }) => text);
  for (const name of names) {
    const list = listCalled(name, definition.file);
    if (list !== undefined) return list;
  }
  return undefined;
}

/** The file that defines a family: `families.ts` or one that it imports. */
export const definingFile = (familiesFile: string, family: string): string | undefined =>
  definitionOf(family, familiesFile)?.file;

function definitionOf(family: string, file: string): { file: string; features: ts.Node } | undefined {
  const source = parse(file);
  for (const node of nodesOf(source)) {
    if (!ts.isObjectLiteralExpression(node)) continue;
    const property = (key: string): ts.ObjectLiteralElementLike | undefined =>
      node.properties.find((member) => member.name?.getText(source) === key);
    const id = property("id");
    const features = property("features");
    if (id === undefined || features === undefined || !ts.isPropertyAssignment(id)) continue;
    if (ts.isStringLiteral(id.initializer) && id.initializer.text === family) return { file, features };
  }
  for (const origin of new Set(originsOf(source).values())) {
    const found = existsSync(origin) ? definitionOf(family, origin) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Identifiers among the elements of a list, with the file each is imported from. */
export function elementsOf({ file, array }: SourceList): { name: string; from: string | undefined }[] {
  const origins = originsOf(array.getSourceFile());
  return array.elements
    .map((element) => (ts.isCallExpression(element) ? element.expression : element))
    .filter(ts.isIdentifier)
    .map(({ text }) => ({ name: text, from: origins.get(text) ?? file }));
}

/** Adds an element to a list: where it belongs when the list is sorted, else (or if asked for) at the end. */
export function addElement(
  { file, array }: SourceList,
  element: string,
  importLine?: string,
  where?: "last",
): void {
  const elements = array.elements.map((node) => node.getText());
  const sorted = where !== "last" && elements.every((text, i) => i === 0 || elements[i - 1]! <= text);
  const next = sorted ? array.elements.find((node) => node.getText() > element) : undefined;
  const text = readFileSync(file, "utf8");
  const at = next?.getStart() ?? array.elements.at(-1)?.getEnd() ?? array.getStart() + 1;
  const insertion = next !== undefined ? `${element}, ` : elements.length > 0 ? `, ${element}` : element;
  const changed = text.slice(0, at) + insertion + text.slice(at);
  writeFileSync(file, importLine === undefined ? changed : withImport(changed, importLine));
}

/** Puts the import after the last one, or at the top below the module comment; the formatter sorts. */
function withImport(text: string, line: string): string {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ESNext, true);
  const last = source.statements.filter(ts.isImportDeclaration).at(-1);
  const at = last?.getEnd() ?? source.statements[0]?.getFullStart() ?? 0;
  return last === undefined ? `${line}\n${text}` : `${text.slice(0, at)}\n${line}${text.slice(at)}`;
}
