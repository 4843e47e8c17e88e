import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startWorld } from '@landescloud/testing';
import { apiTypesFile, makeApiTypes } from './make-api-types.ts';

test('the web app is typed by the API as the server describes it', async () => {
  await using world = await startWorld();
  const kept = readFileSync(apiTypesFile, 'utf8');
  assert.ok(kept === (await makeApiTypes(world.url)), 'node tests/web/update-api-types.ts writes the present ones');
});
