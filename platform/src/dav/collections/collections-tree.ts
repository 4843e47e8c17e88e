import { DomainError } from '@landescloud/kernel';
import type { Answer, DavCall } from '../answer.ts';
import { byMethod } from '../method-table.ts';
import { plainPropfind } from '../plain-resource.ts';
import { collectionMethods } from './collection-methods.ts';
import type { Collection, CollectionsPort, StoredObject } from './collection-port.ts';
import { collectionResource, homeResource } from './collection-resource.ts';
import { objectMethods } from './object-methods.ts';

/** Methods of a home, a collection and an object, for OPTIONS. */
export const collectionTreeMethods = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'REPORT',
  'POST',
] as const;

/** A home of collections of objects: `<root>/<collection>/<object>`. What `DavTree.handle` calls. */
export function collectionsTree<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
): (call: DavCall) => Promise<Answer> {
  const ofCollection = collectionMethods(port);
  const ofObject = objectMethods(port);

  async function home(call: DavCall): Promise<Answer> {
    return plainPropfind(call, homeResource(port, call), async () => {
      const collections = await port.list(call.actor);
      const children = await Promise.all(
        [...(port.children ?? [])].map(async ([name, each]) => each.resource({ ...call, path: [name] })),
      );
      return [...collections.map((each) => collectionResource(port, call, each)), ...children];
    });
  }

  return async (call) => {
    const { path } = call;
    if (path.length === 0) return byMethod({ PROPFIND: home }, call);
    const special = port.children?.get(path[0] ?? '');
    if (special !== undefined) return special.handle({ ...call, path: path.slice(1) });
    if (path.length === 1) return byMethod(ofCollection, call);
    if (path.length === 2) return byMethod(ofObject, call);
    throw new DomainError('NotFound', 'dav.not_found', 'There is nothing here.');
  };
}
