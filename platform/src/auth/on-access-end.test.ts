import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessEndedTopic } from './identity-source.ts';
import { onAccessEnd } from './on-access-end.ts';

function setUp(credential: { kind: 'session' | 'app-password'; id: number } | null) {
  const heard: ((data: unknown) => void)[] = [];
  const hints = {
    publish() {},
    subscribe(topic: string, handler: (data: unknown) => void) {
      assert.equal(topic, accessEndedTopic);
      heard.push(handler);
      return () => void heard.pop();
    },
  };
  let ended = 0;
  const stop = onAccessEnd(hints, { personId: 7, credential }, () => (ended += 1));
  const tell = (data: unknown) => heard.forEach((handler) => handler(data));
  return { stop, tell, ended: () => ended };
}

describe('what stays open', () => {
  it('ends with its own credential and with everything of the person', () => {
    const { tell, ended } = setUp({ kind: 'session', id: 3 });
    tell({ personId: 8 });
    tell({ personId: 7, credential: { kind: 'session', id: 4 } });
    tell({ personId: 7, credential: { kind: 'app-password', id: 3 } });
    tell('nonsense');
    assert.equal(ended(), 0);
    tell({ personId: 7, credential: { kind: 'session', id: 3 } });
    tell({ personId: 7 });
    assert.equal(ended(), 2);
  });

  it('ends with any, where it is not known by what it was opened', () => {
    const { tell, ended } = setUp(null);
    tell({ personId: 7, credential: { kind: 'app-password', id: 3 } });
    assert.equal(ended(), 1);
  });

  it('hears nothing after it was closed', () => {
    const { stop, tell, ended } = setUp(null);
    stop();
    tell({ personId: 7 });
    assert.equal(ended(), 0);
  });
});
