import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply_message, empty_topic, type TopicKind } from '../../src/state/topic';
import { map_topic, mine_topic, needs_topic } from '../../src/state/topics';
import { decode_live, decode_problem } from '../../src/wire/decode';

const folder = join(__dirname, '../../../schema/api/examples');
const golden = (name: string): string => readFileSync(join(folder, name), 'utf8');
const kinds: Record<string, TopicKind<unknown>> = {
  needs: needs_topic as TopicKind<unknown>,
  me: mine_topic as TopicKind<unknown>,
};
const kind_of = (topic: string): TopicKind<unknown> => kinds[topic] ?? (map_topic as TopicKind<unknown>);

describe('messages of the live socket', () => {
  const files = readdirSync(folder).filter((name) => /^(snapshot|events|resync|ping|live_problem)\b/.test(name));

  it('has golden examples to read', () => {
    expect(files.length).toBeGreaterThanOrEqual(8);
  });

  it.each(files)('reads the golden %s', (name) => {
    const message = decode_live(golden(name));
    expect(message).not.toBeNull();
    if (message!.type === 'events') expect(message!.events.length).toBe(JSON.parse(golden(name)).events.length);
  });

  it.each(['me', 'needs', 'incident', 'wall'])('applies the golden events to the golden snapshot of %s', (name) => {
    const snapshot = decode_live(golden(`snapshot.${name}.json`))!;
    const events = decode_live(golden(`events.${name}.json`))!;
    if (snapshot.type !== 'snapshot' || events.type !== 'events') throw new Error('wrong type');
    const kind = kind_of(snapshot.topic);
    const before = apply_message(empty_topic<unknown>(), { ...snapshot, seq: 0 }, kind);
    const after = apply_message(before, events, kind);
    expect(after.seq).toBe(events.seq);
    expect(after.data).not.toBeNull();
  });

  it('gives null for anything else', () => {
    for (const text of [
      '',
      '[]',
      '1',
      '{"type":"snapshot"}',
      '{"type":"events","topic":"me","seq":"1","events":[]}',
      '{"type":"new"}',
    ]) {
      expect(decode_live(text)).toBeNull();
    }
  });
});

describe('a refusal', () => {
  it('reads the golden problem with its field errors', () => {
    const problem = decode_problem(422, JSON.parse(golden('problem.invalid.json')));
    expect(problem.code).toBe('invalid');
    expect(problem.errors!.length).toBeGreaterThan(0);
    expect(problem.errors![0]!.field).not.toBe('');
  });

  it('is a problem also when something else than our server answered', () => {
    expect(decode_problem(503, '<html>').code).toBe('busy');
    expect(decode_problem(401, null).code).toBe('not_signed_in');
    expect(decode_problem(500, undefined)).toMatchObject({ code: 'broken', errors: [], next: [] });
  });
});
