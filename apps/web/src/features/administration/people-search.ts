/** What the address of the list of people may carry. */
export interface PeopleSearch {
  readonly q?: string;
  readonly organisation?: string;
  readonly role?: string;
  readonly state?: 'active' | 'disabled' | 'left';
}

const states = ['active', 'disabled', 'left'] as const;

export function peopleSearch(search: Record<string, unknown>): PeopleSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined);
  const [q, organisation, role] = [text('q'), text('organisation'), text('role')];
  const state = states.find((one) => one === search['state']);
  return {
    ...(q === undefined ? {} : { q }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(role === undefined ? {} : { role }),
    ...(state === undefined ? {} : { state }),
  };
}
