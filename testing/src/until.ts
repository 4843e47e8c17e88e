import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until it is so; says what was not. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { what = isSo.toString(), seconds = 20 }: { readonly what?: string; readonly seconds?: number } = {},
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await isSo());) {
    assert.ok(Date.now() < end, `still not so: ${what}`);
    await sleep(50);
  }
}
