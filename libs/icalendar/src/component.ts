/** `values` as written but without the quotes; RFC 6868 escapes are still in. */
export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** One content line. `value` is as written, still escaped; `raw` are the characters it was read from. */
export interface Property {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly value: string;
  readonly raw?: string;
}

/** Properties and components in the order they were read. Values are never changed: edits make new ones. */
export interface Component {
  readonly name: string;
  readonly children: readonly (Property | Component)[];
  readonly raw?: { readonly begin: string; readonly end: string };
}

export function isComponent(node: Property | Component): node is Component {
  return 'children' in node;
}

/** The components inside, all or those of a name. Names are upper case. */
export function componentsOf(component: Component, name?: string): Component[] {
  const found: Component[] = [];
  for (const node of component.children)
    if (isComponent(node) && (name === undefined || node.name === name)) found.push(node);
  return found;
}

export function propertiesOf(component: Component, name?: string): Property[] {
  const found: Property[] = [];
  for (const node of component.children)
    if (!isComponent(node) && (name === undefined || node.name === name)) found.push(node);
  return found;
}

export function propertyOf(component: Component, name: string): Property | undefined {
  for (const node of component.children) if (!isComponent(node) && node.name === name) return node;
  return undefined;
}

/** The value of the first property of that name as written, trimmed; undefined where there is none. */
export function valueOf(component: Component, name: string): string | undefined {
  return propertyOf(component, name)?.value.trim();
}

/** The value of the first property of that name as text, unescaped (RFC 5545, section 3.3.11). */
export function textOf(component: Component, name: string): string | undefined {
  const property = propertyOf(component, name);
  return property === undefined ? undefined : unescapeText(property.value);
}

/** The first value of a parameter, with RFC 6868's escapes resolved. */
export function parameterOf(property: Property, name: string): string | undefined {
  const value = property.parameters.find((parameter) => parameter.name === name)?.values[0];
  return value === undefined || !value.includes('^') ? value : value.replaceAll(/\^([n^'])/g, caret);
}

export function parametersOf(property: Property, name: string): string[] {
  const found = property.parameters.find((parameter) => parameter.name === name);
  return (found?.values ?? []).map((value) => value.replaceAll(/\^([n^'])/g, caret));
}

function caret(_all: string, letter: string): string {
  return letter === 'n' ? '\n' : letter === "'" ? '"' : '^';
}

export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replaceAll(/\\([\s\S])/g, (_all, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));
}

export function escapeText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** Splits a list of texts (CATEGORIES, RESOURCES) at its unescaped commas. */
export function listOf(value: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at <= value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (at === value.length || value[at] === ',') {
      found.push(unescapeText(value.slice(start, at)));
      start = at + 1;
    }
  }
  return found;
}

/** A new property from an unescaped text and parameters in the order given; undefined ones are left out. */
export function textProperty(
  name: string,
  text: string,
  parameters: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): Property {
  return valueProperty(name, escapeText(text), parameters);
}

/** A new property from a value as it is to be written: a date, a rule, an address. */
export function valueProperty(
  name: string,
  value: string,
  parameters: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): Property {
  const list: Parameter[] = [];
  for (const [key, given] of Object.entries(parameters)) {
    if (given === undefined) continue;
    const values = (typeof given === 'string' ? [given] : given).map(escapeParameter);
    list.push({ name: key.toUpperCase(), values });
  }
  return { name, parameters: list, value: value.replaceAll(/[\r\n]+/g, ' ') };
}

function escapeParameter(value: string): string {
  return value
    .replaceAll('^', '^^')
    .replaceAll(/\r?\n/g, '^n')
    .replaceAll('"', "^'")
    .replaceAll(/[\u0000-\u0008\u000A-\u001F\u007F]/g, '');
}

/** The component with this property in place of the first of its name (further ones go), or after the other properties. */
export function withProperty(component: Component, property: Property): Component {
  let placed = false;
  const children: (Property | Component)[] = [];
  for (const node of component.children) {
    if (isComponent(node) || node.name !== property.name) children.push(node);
    else if (!placed) {
      placed = true;
      children.push(property);
    }
  }
  return placed ? { ...component, children } : addProperty(component, property);
}

/** The component with one property more, before its components. */
export function addProperty(component: Component, property: Property): Component {
  const at = component.children.findLastIndex((node) => !isComponent(node)) + 1;
  return { ...component, children: [...component.children.slice(0, at), property, ...component.children.slice(at)] };
}

/** The component without the properties of these names. */
export function withoutProperties(component: Component, ...names: readonly string[]): Component {
  const children = component.children.filter((node) => isComponent(node) || !names.includes(node.name));
  return children.length === component.children.length ? component : { ...component, children };
}

/** The component with its children mapped; null drops one. */
export function mapChildren(
  component: Component,
  change: (node: Property | Component) => Property | Component | null,
): Component {
  const children: (Property | Component)[] = [];
  for (const node of component.children) {
    const changed = change(node);
    if (changed !== null) children.push(changed);
  }
  return { ...component, children };
}
