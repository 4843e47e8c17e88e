import type { HttpPlugin } from '@landescloud/platform/http';
import type { Contacts } from '../contacts.ts';
import { bookRoutes } from './book-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { mergeRoutes } from './merge-routes.ts';

/** Address books and contacts, below /api/v1. */
export function contactRoutes(contacts: Contacts): HttpPlugin {
  return async (http) => {
    await bookRoutes(contacts)(http);
    await entryRoutes(contacts)(http);
    await mergeRoutes(contacts)(http);
    await http.register(exchangeRoutes(contacts));
  };
}
