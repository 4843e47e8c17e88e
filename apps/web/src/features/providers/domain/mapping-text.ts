import type { Settings } from '../api/providers.ts';

type Strengths = Settings['strengths'];
type Strength = Strengths[number]['strength'];

/** One `value = key` a line. */
export function mappingText(mapping: Readonly<Record<string, string>>): string {
  return Object.entries(mapping)
    .map(([value, key]) => `${value} = ${key}`)
    .join('\n');
}

/** What is no pair is left out; where a value has '=' in it, the last one counts. */
export function parseMapping(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.lastIndexOf('=');
    const [value, key] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at === -1 || value === '' || key === '' ? [] : [[value, key] as const];
  });
  return Object.fromEntries(pairs);
}

/** `acr=mfa, amr=hwk`: what the provider says for this strength. */
export function strengthText(strengths: Strengths, wanted: Strength): string {
  return strengths
    .filter(({ strength }) => strength === wanted)
    .map(({ claim, value }) => `${claim}=${value}`)
    .join(', ');
}

export function parseStrengths(text: string, strength: Strength): Strengths[number][] {
  return text.split(',').flatMap((part) => {
    const [, claim, value] = /^\s*(acr|amr)\s*=\s*(\S.*?)\s*$/.exec(part) ?? [];
    if (value === undefined || (claim !== 'acr' && claim !== 'amr')) return [];
    return [{ claim, value, strength }];
  });
}

/** By commas, spaces or lines. */
export function parseDomains(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}
