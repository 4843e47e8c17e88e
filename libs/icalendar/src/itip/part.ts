import { escapeText, isComponent, unescapeText, type Component, type Parameter, type Property } from '../component.ts';
import { writeTree } from '../write-tree.ts';
import { zonesOf, type ZoneFinder } from '../zones-of.ts';
import { Moment } from './moment.ts';

const times = new Set(['dtstart', 'dtend', 'due', 'recurrence-id', 'dtstamp', 'exdate', 'rdate']);
const lists = new Set(['exdate', 'rdate']);
const texts = new Set(['comment', 'summary', 'description', 'location']);

/** A property that can be changed; one that was not is written as it was read. */
export class Line {
  /** In lower case, as parameters and components here. */
  readonly name: string;
  private parameters: readonly Parameter[];
  private text: string;
  private raw: string | undefined;
  private readonly zones: ZoneFinder;

  constructor({ name, parameters, value, raw }: Property, zones: ZoneFinder) {
    this.name = name.toLowerCase();
    this.parameters = parameters;
    this.text = value;
    this.raw = raw;
    this.zones = zones;
  }

  static of(name: string, value: string | number | Moment = '', zones: ZoneFinder = () => null): Line {
    const line = new Line({ name, parameters: [], value: '' }, zones);
    line.setValue(value);
    return line;
  }

  get value(): string {
    return this.text.trim();
  }

  /** Unescaped. */
  get plain(): string {
    return unescapeText(this.value);
  }

  parameter(name: string): string | undefined {
    return this.parameterValues(name)[0];
  }

  parameterValues(name: string): readonly string[] {
    return this.parameters.find((each) => each.name === name.toUpperCase())?.values ?? [];
  }

  get parameterNames(): string[] {
    return this.parameters.map(({ name }) => name.toLowerCase());
  }

  setParameter(name: string, value: string | readonly string[]): void {
    const given: Parameter = { name: name.toUpperCase(), values: typeof value === 'string' ? [value] : value };
    const at = this.parameters.findIndex((each) => each.name === given.name);
    this.parameters = at === -1 ? [...this.parameters, given] : this.parameters.with(at, given);
    this.raw = undefined;
  }

  removeParameter(name: string): void {
    const left = this.parameters.filter((each) => each.name !== name.toUpperCase());
    if (left.length === this.parameters.length) return;
    this.parameters = left;
    this.raw = undefined;
  }

  /** null: it is no time. */
  get moment(): Moment | null {
    return this.moments[0] ?? null;
  }

  /** Of EXDATE and RDATE several. Of a period its start. */
  get moments(): Moment[] {
    if (!times.has(this.name) || this.value === '') return [];
    const tzid = this.parameter('tzid') ?? null;
    const values = lists.has(this.name) ? this.value.split(',') : [this.value];
    return values.map((each) => Moment.parse(each.split('/', 1)[0] ?? '', tzid, this.zones));
  }

  setValue(value: string | number | Moment): void {
    this.raw = undefined;
    if (!(value instanceof Moment)) {
      this.text = texts.has(this.name) ? escapeText(String(value)) : String(value);
      return;
    }
    this.text = value.toString();
    if (value.isDate) this.setParameter('value', 'DATE');
    else this.removeParameter('value');
    if (value.tzid === null) this.removeParameter('tzid');
    else this.setParameter('tzid', value.tzid);
  }

  /** Values of the same kind as there were. */
  setMoments(values: readonly Moment[]): void {
    this.raw = undefined;
    this.text = values.join(',');
  }

  clone(name = this.name): Line {
    const { parameters, text: value } = this;
    return new Line(name === this.name ? this.written() : { name, parameters, value }, this.zones);
  }

  written(): Property {
    const { parameters, text: value, raw } = this;
    const name = this.name.toUpperCase();
    return raw === undefined ? { name, parameters, value } : { name, parameters, value, raw };
  }
}

/** A component that can be changed, for what is made of a message or object on the way. */
export class Part {
  readonly name: string;
  private nodes: (Line | Part)[] = [];
  private raw: Component['raw'];
  readonly zones: ZoneFinder;

  constructor(name: string, zones: ZoneFinder = () => null) {
    this.name = name.toLowerCase();
    this.zones = zones;
  }

  static from(component: Component, zones: ZoneFinder = zonesOf(component)): Part {
    const part = new Part(component.name, zones);
    part.raw = component.raw;
    part.nodes = component.children.map((node) => (isComponent(node) ? Part.from(node, zones) : new Line(node, zones)));
    return part;
  }

  toComponent(): Component {
    const children = this.nodes.map((node) => (node instanceof Part ? node.toComponent() : node.written()));
    const name = this.name.toUpperCase();
    return this.raw === undefined ? { name, children } : { name, children, raw: this.raw };
  }

  clone(): Part {
    const copy = new Part(this.name, this.zones);
    copy.raw = this.raw;
    copy.nodes = this.nodes.map((node) => node.clone());
    return copy;
  }

  toString(): string {
    return writeTree([this.toComponent()]);
  }

  lines(name?: string): Line[] {
    return this.nodes.filter((node) => node instanceof Line).filter((node) => name === undefined || node.name === name);
  }

  line(name: string): Line | null {
    return this.lines(name)[0] ?? null;
  }

  has(name: string): boolean {
    return this.line(name) !== null;
  }

  moment(name: string): Moment | null {
    return this.line(name)?.moment ?? null;
  }

  add(line: Line): Line {
    const at = this.nodes.findLastIndex((node) => node instanceof Line) + 1;
    this.nodes.splice(at, 0, line);
    return line;
  }

  addValue(name: string, value: string | number | Moment): Line {
    return this.add(Line.of(name, value, this.zones));
  }

  /** In place of the first of its name. */
  set(name: string, value: string | number | Moment): Line {
    const known = this.line(name);
    if (known === null) return this.addValue(name, value);
    known.setValue(value);
    return known;
  }

  remove(...names: readonly (string | Line)[]): void {
    const gone = new Set<string | Line>(names);
    this.nodes = this.nodes.filter((node) => !(node instanceof Line && (gone.has(node.name) || gone.has(node))));
  }

  parts(name?: string): Part[] {
    return this.nodes.filter((node) => node instanceof Part).filter((node) => name === undefined || node.name === name);
  }

  addPart(part: Part): void {
    this.nodes.push(part);
  }

  removePart(part: Part): void {
    this.nodes = this.nodes.filter((node) => node !== part);
  }

  removeParts(name: string): void {
    this.nodes = this.nodes.filter((node) => !(node instanceof Part && node.name === name));
  }
}
