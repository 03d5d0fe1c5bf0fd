/**
 * A forward reader of XML, for the metadata that microscopes write into TIFF files: elements, attributes, text.
 * Namespaces are dropped from names; document types are skipped, so entities cannot expand.
 * @module
 */

/** Called in document order. `name` carries no namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Metadata nest a dozen deep; what goes far beyond is no metadata. */
const deepest = 200;

const attribute = /\s+([^\s=/>"'<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEnd = /\s*(\/?)>/y;
const tagName = /[^\s/>"'=<]+/y;

/**
 * Reads a whole document; time is proportional to its length.
 * @throws SyntaxError when it is not well-formed, with the position
 */
export function scanXml(document: string, handler: XmlHandler): void {
  const open: string[] = [];
  let rooted = false;
  let doctype = false;
  let at = 0;
  while (at < document.length) {
    const start = document.indexOf("<", at);
    const text = document.slice(at, start < 0 ? document.length : start);
    if (open.length > 0 && text !== "") handler.text(decodeEntities(text));
    else if (text.trim() !== "" && text !== "\ufeff") throw malformed("text outside the root element", at);
    if (start < 0) break;
    at = start;
    if (document.startsWith("<!--", at)) at = after(document, "-->", at + 4);
    else if (document.startsWith("<![CDATA[", at)) {
      const end = after(document, "]]>", at + 9);
      handler.text(document.slice(at + 9, end - 3));
      at = end;
    } else if (document.startsWith("<?", at)) at = after(document, "?>", at + 2);
    else if (document.startsWith("<!", at)) {
      if (rooted || doctype) throw malformed("a misplaced document type", at);
      doctype = true;
      at = afterDoctype(document, at);
    } else if (document.startsWith("</", at)) {
      const end = after(document, ">", at);
      const name = document.slice(at + 2, end - 1).trim();
      if (open.pop() !== name) throw malformed(`unexpected </${name}>`, at);
      handler.close(localName(name));
      at = end;
    } else {
      rooted = true;
      at = readTag(document, at, open, handler);
      if (open.length > deepest) throw malformed(`more than ${deepest} elements within each other`, at);
    }
  }
  if (open.length > 0) throw malformed(`<${open[open.length - 1]}> is not closed`, document.length);
}

function readTag(document: string, start: number, open: string[], handler: XmlHandler): number {
  tagName.lastIndex = start + 1;
  const name = tagName.exec(document)?.[0];
  if (!name) throw malformed("a tag without a name", start);
  const attributes = new Map<string, string>();
  let at = start + 1 + name.length;
  for (;;) {
    attribute.lastIndex = at;
    const match = attribute.exec(document);
    if (!match) break;
    attributes.set(localName(match[1]), decodeEntities(match[2] ?? match[3]));
    at = attribute.lastIndex;
  }
  tagEnd.lastIndex = at;
  const end = tagEnd.exec(document);
  if (!end) throw malformed(`<${name}> is not well-formed`, at);
  handler.open(localName(name), attributes);
  if (end[1] === "/") handler.close(localName(name));
  else open.push(name);
  return tagEnd.lastIndex;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function after(document: string, mark: string, from: number): number {
  const at = document.indexOf(mark, from);
  if (at < 0) throw malformed(`"${mark}" is missing`, from);
  return at + mark.length;
}

function afterDoctype(document: string, from: number): number {
  const end = after(document, ">", from);
  const subset = document.indexOf("[", from);
  return subset < 0 || subset > end ? end : after(document, ">", after(document, "]", subset));
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

const malformed = (what: string, at: number): SyntaxError => new SyntaxError(`${what} at character ${at}`);
