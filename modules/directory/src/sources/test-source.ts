import type { Actor } from '@landescloud/kernel';
import { checkRecord } from './check-record.ts';
import { requireSecretAgain } from './change-sources.ts';
import { checkSettings } from './check-settings.ts';
import { shown } from './clean-values.ts';
import { organisationFinder } from './find-organisation.ts';
import { connectLdap } from './ldap/ldap-connection.ts';
import { readSample } from './ldap/read-ldap.ts';
import { openSecret } from './read-source.ts';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps } from './source-deps.ts';
import type { Problem } from './source-difference.ts';
import { wrongSourceKind } from './source-errors.ts';
import type { PersonValues } from './source-record.ts';
import type { LdapSettings } from './source-settings.ts';

export interface TestInput {
  /** Tried instead of the ones that hold, and not kept. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secret?: string;
}

export interface TestResult {
  readonly people: readonly {
    readonly externalId: string;
    readonly disabled: boolean;
    /** Null: could not be taken over. */
    readonly values: PersonValues | null;
    readonly problems: readonly Problem[];
  }[];
  readonly groups: readonly string[];
}

const people = 5;

/** The first few people as they would be taken over; what goes wrong is said as a run would say it. */
export function testSource(deps: SourceDeps) {
  return async (actor: Actor, id: number, input: TestInput): Promise<TestResult> => {
    const { source, tree } = await administeredSource(deps, actor, id);
    if (source.kind !== 'ldap') throw wrongSourceKind();
    const before = source.settings as Readonly<Record<string, unknown>>;
    const settings = (input.settings ? checkSettings('ldap', input.settings, before) : source.settings) as LdapSettings;
    requireSecretAgain(source, settings, input.secret);
    const secret = input.secret ?? openSecret(deps.secrets, source);
    await using connection = await connectLdap(settings, secret);
    const sample = await readSample(connection, settings, deps.clock.now(), people);
    const organisation = organisationFinder(tree, source.organisationId, settings);
    return {
      people: sample.people.map((record) => {
        const { loginSuffix } = settings;
        const { values, problems } = checkRecord(record, {
          organisation,
          manager: (named) => shown(named),
          loginSuffix,
        });
        return { externalId: shown(record.externalId), disabled: record.disabled, values: values ?? null, problems };
      }),
      groups: sample.groups.map(shown),
    };
  };
}
