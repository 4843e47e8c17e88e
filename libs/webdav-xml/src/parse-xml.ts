import { SaxesParser } from 'saxes';
import type { XmlName } from './names.ts';
import { XmlInvalid } from './xml-invalid.ts';

export interface XmlAttribute extends XmlName {
  readonly prefix: string;
  readonly value: string;
}

export interface XmlElement extends XmlName {
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

export interface XmlLimits {
  /** Characters of the whole text. */
  readonly size: number;
  readonly depth: number;
  readonly elements: number;
  /** Characters of a namespace: whatever is written declares it again for each element that stands alone. */
  readonly namespace: number;
}

export const defaultLimits: XmlLimits = { size: 1024 * 1024, depth: 64, elements: 20_000, namespace: 1000 };

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * A namespace-aware tree of a whole document. Document types are refused, so that entities other than the five
 * predefined ones cannot exist; comments and processing instructions are dropped.
 */
export function parseXml(text: string, limits: XmlLimits = defaultLimits): XmlElement {
  if (text.length > limits.size) throw new XmlInvalid('too-large', `More than ${limits.size} characters.`);
  const builder = new TreeBuilder(limits);
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (error) => {
    throw new XmlInvalid('malformed', error.message);
  });
  parser.on('doctype', () => {
    throw new XmlInvalid('doctype', 'A document type is not allowed.');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(encoding)) {
      throw new XmlInvalid('encoding', 'Only UTF-8 and UTF-16 are understood.');
    }
  });
  parser.on('opentag', (tag) => {
    const attributes: XmlAttribute[] = [];
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (uri === XMLNS || (prefix === '' && local === 'xmlns')) {
        if (prefix === 'xmlns' && value === '') throw new XmlInvalid('malformed', 'A prefix cannot be undeclared.');
        continue;
      }
      attributes.push({ prefix, name: local, namespace: uri, value });
    }
    builder.open({ prefix: tag.prefix, name: tag.local, namespace: tag.uri, attributes, children: [] });
  });
  parser.on('text', (content) => builder.text(content));
  parser.on('cdata', (content) => builder.text(content));
  parser.on('closetag', () => builder.close());
  parser.write(text).close();
  return builder.root();
}

class TreeBuilder {
  readonly #limits: XmlLimits;
  readonly #open: (XmlElement & { children: (XmlElement | string)[] })[] = [];
  #root: XmlElement | null = null;
  #elements = 0;

  constructor(limits: XmlLimits) {
    this.#limits = limits;
  }

  open(element: XmlElement & { children: (XmlElement | string)[] }): void {
    this.#checkNamespaces(element);
    this.#elements += 1;
    if (this.#elements > this.#limits.elements)
      throw new XmlInvalid('too-large', `More than ${this.#limits.elements} elements.`);
    if (this.#open.length >= this.#limits.depth)
      throw new XmlInvalid('too-deep', `Nested deeper than ${this.#limits.depth}.`);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
    this.#open.push(element);
  }

  #checkNamespaces({ namespace, attributes }: XmlElement): void {
    const most = this.#limits.namespace;
    if (namespace.length > most || attributes.some((attribute) => attribute.namespace.length > most))
      throw new XmlInvalid('too-large', `A namespace is longer than ${most} characters.`);
  }

  text(content: string): void {
    this.#open.at(-1)?.children.push(content);
  }

  close(): void {
    this.#open.pop();
  }

  root(): XmlElement {
    if (this.#root === null) throw new XmlInvalid('malformed', 'There is no root element.');
    return this.#root;
  }
}
