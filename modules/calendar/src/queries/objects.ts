import type { PersonActor } from '@landescloud/kernel';
import { syncTokenInvalid } from '@landescloud/platform/dav';
import { requireCalendar, type CalendarContext, type CalendarRef } from '../context.ts';
import { objectNotFound } from '../errors.ts';
import { isRedacted, redacted } from '../objects/redact.ts';
import { listObjects, readChanges, readObjectRow } from '../store/object-reader.ts';
import { etagOf, type CalendarView, type ObjectRow } from '../views.ts';

/** An object as the actor may see it. */
export interface ObjectView extends ObjectRow {
  readonly etag: string;
  /** The time and no more: private, or free/busy alone. */
  readonly redacted: boolean;
}

export interface ObjectChanges {
  readonly calendar: CalendarView;
  readonly changed: readonly ObjectView[];
  readonly gone: readonly string[];
  /** Where the next question begins. */
  readonly change: number;
  readonly truncated: boolean;
}

export function viewObject(calendar: CalendarView, row: ObjectRow): ObjectView {
  const hidden = isRedacted(calendar, row);
  const etag = etagOf(calendar.id, row.change, hidden);
  if (!hidden) return { ...row, etag, redacted: false };
  const data = row.data === undefined ? undefined : redacted(row.data);
  return {
    ...row,
    etag,
    redacted: true,
    scheduleTag: null,
    ...(data === undefined ? {} : { data, size: data.length }),
  };
}

export function objectQueries(context: CalendarContext) {
  const { db } = context;
  return {
    /** NotFound `calendar.object_not_found`. */
    async object(
      actor: PersonActor,
      ref: CalendarRef,
      uri: string,
    ): Promise<{ calendar: CalendarView; object: ObjectView }> {
      const calendar = await requireCalendar(context, actor, ref);
      const row = await readObjectRow(db, calendar.id, uri);
      if (row === undefined) throw objectNotFound();
      return { calendar, object: viewObject(calendar, row) };
    },

    async objects(
      calendar: CalendarView,
      options: { readonly uris?: readonly string[]; readonly data: boolean },
    ): Promise<ObjectView[]> {
      return (await listObjects(db, calendar.id, options)).map((row) => viewObject(calendar, row));
    },

    /** `since` null: everything. Forbidden `dav.sync_token_invalid` where it is not known any more. */
    async changesSince(
      actor: PersonActor,
      ref: CalendarRef,
      since: { readonly collection: number; readonly change: number } | null,
      options: { readonly limit: number; readonly data: boolean },
    ): Promise<ObjectChanges> {
      const calendar = await requireCalendar(context, actor, ref);
      if (since !== null) {
        const { collection, change } = since;
        if (collection !== calendar.id || change > calendar.change || change < calendar.oldest)
          throw syncTokenInvalid();
        if (change === calendar.change) return { calendar, changed: [], gone: [], change, truncated: false };
      }
      const changes = await readChanges(db, calendar, since?.change ?? null, options);
      return { ...changes, calendar, changed: changes.changed.map((row) => viewObject(calendar, row)) };
    },
  };
}
