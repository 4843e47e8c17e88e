import { writeFileSync } from 'node:fs';
import { startWorld } from '@landescloud/testing';
import { apiTypesFile, makeApiTypes } from './make-api-types.ts';

await using world = await startWorld();
writeFileSync(apiTypesFile, await makeApiTypes(world.url));
