import { escapeAttribute, escapeText } from './names.ts';
import type { XmlElement } from './parse-xml.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';

/** Prefixes that are declared here, and around it: copied at each element they would cost its square. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly around: Scope | null;
}

const outside: Scope = {
  declared: new Map([
    ['', ''],
    ['xml', XML],
  ]),
  around: null,
};

function namespaceOf(prefix: string, scope: Scope): string | undefined {
  for (let here: Scope | null = scope; here !== null; here = here.around) {
    const found = here.declared.get(prefix);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The element as text that stands alone: every prefix it uses is declared within it, prefixes are kept as they were. */
export function writeElement(element: XmlElement, language?: string): string {
  return write(element, outside, language);
}

/** What stands between the element's tags, standing alone likewise. */
export function writeInner(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escapeText(child) : write(child, outside)))
    .join('');
}

function write(element: XmlElement, scope: Scope, language?: string): string {
  const declared = new Map<string, string>();
  const declare = (prefix: string, namespace: string): void => {
    if ((declared.get(prefix) ?? namespaceOf(prefix, scope)) !== namespace) declared.set(prefix, namespace);
  };
  declare(element.prefix, element.namespace);
  let attributes = '';
  for (const attribute of element.attributes) {
    if (attribute.prefix !== '') declare(attribute.prefix, attribute.namespace);
    attributes += ` ${qualified(attribute)}="${escapeAttribute(attribute.value)}"`;
  }
  if (language !== undefined && !element.attributes.some((a) => a.namespace === XML && a.name === 'lang')) {
    attributes += ` xml:lang="${escapeAttribute(language)}"`;
  }
  let declarations = '';
  for (const [prefix, namespace] of declared) {
    declarations += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`;
  }
  const inner = declared.size === 0 ? scope : { declared, around: scope };
  const tag = qualified(element);
  let content = '';
  for (const child of element.children) content += typeof child === 'string' ? escapeText(child) : write(child, inner);
  return content === ''
    ? `<${tag}${declarations}${attributes}/>`
    : `<${tag}${declarations}${attributes}>${content}</${tag}>`;
}

function qualified({ prefix, name }: { prefix: string; name: string }): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}
