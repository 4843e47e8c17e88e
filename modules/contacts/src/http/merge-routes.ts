import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { DuplicateGroup } from '../merge/duplicates.ts';
import type { MergePreview } from '../merge/merge.ts';
import type { Contacts } from '../contacts.ts';
import { ByBook, closed, config, Etag, Fields, Id, items, nullable, oneOf, tags } from './schemas.ts';

const Duplicates = Type.Unsafe<DuplicateGroup>(
  Type.Object({
    reasons: Type.Array(oneOf(['mail', 'phone', 'name'])),
    contacts: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        organisation: Type.String(),
        mail: nullable(Type.String()),
        phone: nullable(Type.String()),
      }),
    ),
  }),
);
const Ids = Type.Array(Id, { minItems: 1, maxItems: 50 });

export function mergeRoutes({ merges }: Contacts): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/address-books/:book/duplicates',
      {
        config,
        schema: {
          summary: 'Contacts of an address book that are probably the same',
          tags,
          params: ByBook,
          response: { 200: items(Duplicates) },
        },
      },
      async (request) => ({ items: await merges.duplicates(requireActor(request), request.params.book) }),
    );

    http.post(
      '/api/v1/address-books/:book/merge-preview',
      {
        config,
        schema: {
          summary: 'What becomes of each thing that contacts say when they are merged; the first one stays',
          tags,
          params: ByBook,
          body: Type.Object({ ids: Ids }, closed),
          response: {
            200: Type.Unsafe<MergePreview>(
              Type.Object({
                fields: Fields,
                report: Type.Array(
                  Type.Object({
                    field: Type.String(),
                    from: Type.Integer(),
                    value: Type.String(),
                    fate: oneOf(['kept', 'added', 'same', 'dropped']),
                  }),
                ),
                etags: Type.Array(Type.String()),
              }),
            ),
          },
        },
      },
      async (request) => merges.preview(requireActor(request), request.params.book, request.body.ids),
    );

    http.post(
      '/api/v1/address-books/:book/merge',
      {
        config,
        schema: {
          summary: 'Merge contacts as the preview said; what is brought back in the order of `trashed` undoes it',
          tags,
          params: ByBook,
          body: Type.Object({ ids: Ids, etags: Type.Array(Etag, { maxItems: 50 }) }, closed),
          response: { 200: Type.Object({ id: Id, trashed: Type.Array(Id) }) },
        },
      },
      async (request) => {
        const { ids, etags } = request.body;
        return merges.merge(requireActor(request), request.params.book, ids, etags);
      },
    );
  };
}
