import type { PersonActor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import type { Language, Theme } from '../directory-tables.ts';
import { writePersonChange } from '../person-writer.ts';

export interface OwnSettings {
  readonly language?: Language;
  readonly theme?: Theme;
}

/** How the product looks to oneself: nobody else's concern, so no event. */
export function updateOwnSettings({ db, personChanged }: CommandDeps) {
  return async (actor: PersonActor, settings: OwnSettings): Promise<void> => {
    await db.transaction(async (tx) => {
      await writePersonChange(tx, actor.personId, settings);
      tx.afterCommit(() => personChanged(actor.personId));
    });
  };
}
