import assert from 'node:assert/strict';
import { until as waitUntil, type World } from '@landescloud/testing';
import type { Locator, Page } from 'playwright-core';

/** Writes a file by WebDAV; folders on the way are made. */
export async function put(world: World, login: string, path: string, body: string | Uint8Array): Promise<void> {
  const folders = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth += 1)
    await makeFolder(world, login, folders.slice(0, depth).join('/'));
  const answer = await world.fetch(login, address(login, path), { method: 'PUT', body: Buffer.from(body) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
}

export async function makeFolder(world: World, login: string, path: string): Promise<void> {
  const { status } = await world.fetch(login, address(login, path), { method: 'MKCOL' });
  assert.ok(status === 201 || status === 405, `${path}: ${status}`);
}

export interface NodeAnswer {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly checksums: string;
  readonly favourite: boolean;
}

/** What is at a path; null when nothing is. */
export async function nodeAt(world: World, login: string, path: string): Promise<NodeAnswer | null> {
  const answer = await world.fetch(login, `/api/v1/nodes/resolve?path=${encodeURIComponent(path)}`);
  return answer.ok ? ((await answer.json()) as NodeAnswer) : null;
}

export async function folderId(world: World, login: string, path: string): Promise<number> {
  const node = await nodeAt(world, login, path);
  assert.ok(node, `${path} is missing`);
  return node.id;
}

/** The names in a folder, in order. */
export async function namesIn(world: World, login: string, path: string): Promise<string[]> {
  const id = await folderId(world, login, path);
  const answer = await world.fetch(login, `/api/v1/nodes/${id}/children?limit=1000`);
  return ((await answer.json()) as { items: NodeAnswer[] }).items.map(({ name }) => name);
}

/** The row or tile of an entry. */
export function entry(page: Page, name: string): Locator {
  return page.locator('[data-index]').filter({ has: page.locator(`[data-part=open][title="${name}"]`) });
}

export async function openMenu(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Aktionen für ${name}`, exact: true }).click();
  return page.getByRole('menu');
}

export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  const menu = await openMenu(page, name);
  await menu.getByRole('menuitem', { name: action }).click();
}

/** Drops files and folders of this machine, as from a file manager. */
export async function dropFiles(page: Page, files: readonly string[], at = { x: 700, y: 700 }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data });
  await page.locator('.files-drop').waitFor();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, data });
  await session.detach();
}

/** Until something holds; says what did not. */
export function until(what: string, holds: () => Promise<boolean>, seconds = 20): Promise<void> {
  return waitUntil(holds, { what, seconds });
}

function address(login: string, path: string): string {
  return `/remote.php/dav/files/${login}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
