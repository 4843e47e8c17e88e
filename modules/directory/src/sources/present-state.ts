import type { PersonValues } from './source-record.ts';

/** A person of the source as the directory holds them. */
export interface PresentPerson extends Required<Omit<PersonValues, 'organisation'>> {
  readonly personId: number;
  readonly externalId: string;
  readonly organisation: string;
  readonly email: string | null;
  readonly addresses: readonly string[];
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly manager: string | null;
  readonly state: 'present' | 'disabled' | 'gone';
  readonly reference: string | null;
  readonly stamp: string | null;
}

export interface PresentGroup {
  readonly groupId: number;
  readonly externalId: string;
  readonly key: string;
  readonly name: string;
  readonly stamp: string | null;
  /** External ids of members who are people of this source. */
  readonly members: readonly string[];
}

/** What the directory holds of one source. */
export interface PresentState {
  readonly people: readonly PresentPerson[];
  readonly groups: readonly PresentGroup[];
  /** People of the organisation and below who belong to no source: the source may take over those whose login it knows. */
  readonly adoptable: readonly PresentPerson[];
  /** Logins that belong to people who are not of this source, among those asked for. */
  readonly takenLogins: ReadonlySet<string>;
  readonly takenGroupKeys: ReadonlySet<string>;
}
