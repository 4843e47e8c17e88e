import { foldWords } from './fold-name.ts';
import type { OrganisationTree } from './organisation-tree.ts';

/** What is looked for: people whom all `words` name, or the fewer of a reading who belong to its organisations. */
export interface PeopleSearch {
  readonly words: readonly string[];
  /** 'Müller Finanzministerium': some of the words name an organisation. */
  readonly readings: readonly { readonly words: readonly string[]; readonly organisationIds: readonly number[] }[];
}

const mostWords = 6;
const longestWord = 60;

export function readSearch(text: string, tree: OrganisationTree): PeopleSearch {
  const words = foldWords(text)
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord));
  const splits = words.flatMap((_, at) =>
    at === 0
      ? []
      : [
          { words: words.slice(0, at), organisation: words.slice(at) },
          { words: words.slice(at), organisation: words.slice(0, at) },
        ],
  );
  const readings = splits.flatMap((split) => {
    const organisationIds = organisationsNamed(split.organisation, tree);
    return organisationIds.length === 0 ? [] : [{ words: split.words, organisationIds }];
  });
  return { words, readings };
}

const folded = new WeakMap<OrganisationTree, { readonly id: number; readonly words: readonly string[] }[]>();

function organisationsNamed(words: readonly string[], tree: OrganisationTree): number[] {
  // One or two letters begin the name of half the state.
  if (words.some((word) => word.length < 3)) return [];
  let all = folded.get(tree);
  if (!all) {
    all = [...tree.all].map(({ id, key, name, shortName }) => ({
      id,
      words: foldWords(`${key} ${name} ${shortName}`),
    }));
    folded.set(tree, all);
  }
  return all
    .filter((each) => words.every((word) => each.words.some((own) => own.startsWith(word))))
    .map(({ id }) => id);
}
