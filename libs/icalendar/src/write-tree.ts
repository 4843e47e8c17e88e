import { isComponent } from './component.ts';
import type { Component, Property } from './component.ts';

/** The text of components: what was read and not changed as it was, what is new folded at 75 octets (RFC 5545, section 3.1). */
export function writeTree(components: readonly Component[], before = ''): string {
  const first = components[0]?.raw?.begin;
  const newline = first !== undefined && !first.includes('\r\n') ? '\n' : '\r\n';
  const parts = [before];
  const ended = (raw: string): string => (raw.endsWith('\n') ? raw : raw + newline);
  const write = (node: Property | Component, last: boolean): void => {
    if (!isComponent(node)) {
      parts.push(node.raw === undefined ? fold(lineOf(node), newline) : ended(node.raw));
      return;
    }
    parts.push(node.raw === undefined ? `BEGIN:${node.name}${newline}` : ended(node.raw.begin));
    for (const child of node.children) write(child, false);
    const end = node.raw?.end;
    parts.push(end === undefined ? `END:${node.name}${newline}` : last ? end : ended(end));
  };
  for (const [index, component] of components.entries()) write(component, index === components.length - 1);
  return parts.join('');
}

/** One content line, not folded. */
export function lineOf({ name, parameters, value }: Property): string {
  let line = name;
  for (const parameter of parameters) {
    const values = parameter.values.map((text) => (/[,;:]/.test(text) ? `"${text.replaceAll('"', '')}"` : text));
    line += parameter.values.length === 0 ? `;${parameter.name}` : `;${parameter.name}=${values.join(',')}`;
  }
  return `${line}:${value}`;
}

function fold(line: string, newline: string): string {
  if (line.length <= 25) return line + newline;
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const code = character.codePointAt(0)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      folded += `${newline} `;
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded + newline;
}
