import type { Answer, DavCall, Handler } from '../answer.ts';
import { byMethod } from '../method-table.ts';
import { collection, plainPropfind, text, type PlainResource } from '../plain-resource.ts';
import { davRoot } from '../tree.ts';
import { aboutActor, principalReports } from './principal.ts';
import { noPrincipal, principalOf, resourceOf, type PrincipalsDependencies } from './principal-lookup.ts';
import { principalReport } from './principal-report.ts';

/** `/remote.php/dav/principals/…` (RFC 3744 section 4). `call.path` begins below it. */
export async function principalsTree(deps: PrincipalsDependencies, call: DavCall): Promise<Answer> {
  const [name, asked, below] = call.path;
  const found = (body: Record<string, Handler>): Promise<Answer> =>
    byMethod({ ...body, REPORT: (each) => principalReport(deps, each) }, call);
  if (name === undefined) {
    const self = folderResource(call, '', 'Principals');
    return found({
      PROPFIND: (each) =>
        plainPropfind(each, self, async () =>
          deps.folders.map(({ folder, name: shown }) => folderResource(each, `${folder}/`, shown)),
        ),
    });
  }
  const folder = deps.folders.find((each) => each.folder === name);
  if (folder === undefined || below !== undefined) throw noPrincipal();
  if (asked === undefined) {
    const self = folderResource(call, `${name}/`, folder.name);
    return found({
      // Thousands could stand here: they are found by searching. Oneself is there, as clients know it.
      PROPFIND: (each) =>
        plainPropfind(each, self, async () =>
          name === 'users' ? [resourceOf(deps, each, await principalOf(deps, each, name, each.actor.login))] : [],
        ),
    });
  }
  const principal = await principalOf(deps, call, name, asked);
  return found({ PROPFIND: (each) => plainPropfind(each, resourceOf(deps, each, principal), async () => []) });
}

function folderResource({ actor }: DavCall, path: string, name: string): PlainResource {
  return {
    href: `${davRoot}/principals/${path}`,
    properties: {
      'DAV: resourcetype': collection,
      'DAV: displayname': text(name),
      'DAV: supported-report-set': principalReports,
      ...aboutActor(actor),
    },
  };
}
