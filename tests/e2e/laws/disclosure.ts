// Law 6: one place decides who sees what. A marker in every personal field; everything that can be read is read as every
// role, and the raw answers hold the markers that DOMAIN §3.3 allows, and no other.

import { beforeAll, describe, expect, it } from 'vitest';
import {
  a_check,
  a_helper,
  a_registrant,
  a_round,
  an_incident,
  offer_to,
  sleep,
  type Helper,
} from '../support/builders.ts';
import type { Api, Body } from '../support/client.ts';
import { k_operations } from '../support/contract.ts';
import { server, world } from '../support/house.ts';
import { Live } from '../support/live.ts';
import {
  marker,
  need_with,
  need_words,
  registrant_with,
  registrant_words,
  volunteer_with,
  volunteer_words,
} from '../support/markers.ts';

interface Marked {
  need: Record<string, string>;
  volunteer: Record<string, string>;
  other_volunteer: Record<string, string>;
  consented: Record<string, string>;
  silent: Record<string, string>; // registrant without consent
  elsewhere: Record<string, string>; // consented, in the other district
  check: Record<string, string>;
}

describe('law 6: one place decides who sees what', () => {
  let marks: Marked;
  let helper: Helper;
  let stranger: Helper; // a volunteer who has nothing to do with it
  let incident: Body;
  let round: Body;
  let need: Body;
  let offer: Body;
  let ids: string[];

  beforeAll(async () => {
    const words = {
      need: need_words(),
      volunteer: volunteer_words('v'),
      other_volunteer: volunteer_words('w'),
      consented: registrant_words('c'),
      silent: registrant_words('u'),
      elsewhere: registrant_words('e'),
      check: { note: marker('ch') },
    };
    marks = words;
    helper = await a_helper(world.admin, world.here.id, volunteer_with(words.volunteer));
    stranger = await a_helper(world.admin, world.there.id, volunteer_with(words.other_volunteer));
    incident = await world.admin.make('/incidents', an_incident());
    const people = [
      await world.admin.make('/registrants', registrant_with(world.here.id, words.consented, true)),
      await world.admin.must('post', '/registrants', registrant_with(world.here.id, words.silent, false)),
      await world.admin.make('/registrants', registrant_with(world.there.id, words.elsewhere, true)),
    ];
    round = await a_round(world.admin, incident.id);
    await world.admin.make(
      `/rounds/${round.id}/checks`,
      a_check(people[0].id, { status: 'safe_home', note: words.check.note }),
    );
    need = await world.staff.make('/needs', need_with(world.here.id, words.need));
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
    [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    ids = [
      need.id,
      offer.id,
      helper.volunteer.id,
      stranger.volunteer.id,
      incident.id,
      round.id,
      ...people.map((person) => person.id),
    ];
  });

  /** Everything that can be read, as this person: all GET routes on all ids, search for each word, all topics. */
  async function everything(api: Api): Promise<string> {
    const heard: string[] = [];
    const paths = k_operations
      .filter((op) => op.method === 'get' && op.path.startsWith('/api/') && op.id !== 'get_live')
      .flatMap((op) =>
        op.path.includes('{id}')
          ? [...ids, api.account.id].map((id) => op.path.replace('{id}', id))
          : [`${op.path}${op.parameters.some((p) => p.name === 'limit') ? '?limit=1000' : ''}`],
      );
    paths.push(
      `/api/v1/needs?incident_id=${incident.id}`,
      `/api/v1/registrants?incident_id=${incident.id}`,
      `/api/v1/volunteers?district_id=${world.there.id}`,
    );
    for (const path of paths) heard.push((await api.get(path)).text);
    const words = Object.values(marks).flatMap((group) => Object.values(group as Record<string, string>));
    for (const word of words) {
      const found = await api.post('/search', { kind: 'all', q: word });
      // The answer must not say more than was asked: the question itself is not counted as heard.
      heard.push(found.text);
    }
    heard.push(
      (
        await api.post('/needs/duplicates', {
          phone: marks.need.phone,
          name_kana: marks.need.kana,
          address: marks.need.address,
        })
      ).text,
    );
    const live = await Live.open(server, api.token);
    for (const topic of ['needs', 'me', `incident:${incident.id}`]) await live.subscribe(topic);
    const now = await world.admin.read(`/needs/${need.id}`);
    await world.admin.change(`/needs/${need.id}`, { bring: `軍手${Math.random()}` }, now.version);
    await sleep(150);
    expect(live.complaints).toEqual([]);
    heard.push(JSON.stringify(live.messages));
    await live.close();
    return heard.join('\n');
  }

  /** Which of the words were heard, as "group.field". */
  const heard_of = (text: string) =>
    new Set(
      Object.entries(marks).flatMap(([group, words]) =>
        Object.entries(words as Record<string, string>)
          .filter(([, word]) => text.includes(word))
          .map(([field]) => `${group}.${field}`),
      ),
    );
  const fields = (group: keyof Marked, classes?: string) =>
    Object.keys(marks[group])
      .filter((field) => !classes || classes.includes(field[0] ?? ''))
      .map((field) => `${group}.${field}`);

  async function expect_only(api: Api, must: string[], may: string[] = []): Promise<void> {
    const heard = heard_of(await everything(api));
    const allowed = new Set([...must, ...may]);
    expect([...heard].filter((field) => !allowed.has(field)).sort(), 'heard but not allowed').toEqual([]);
    expect(must.filter((field) => !heard.has(field)).sort(), 'allowed but not to be had').toEqual([]);
  }

  const staff_normal = () => [
    ...fields('need'),
    ...fields('volunteer'),
    ...fields('other_volunteer'),
    ...fields('consented', 'ABC'),
    ...fields('elsewhere', 'ABC'),
    ...fields('check'),
  ];
  const area_normal = () => [
    ...fields('need'),
    ...fields('volunteer'),
    ...fields('consented', 'ABC'),
    ...fields('check'),
  ];

  it('in normal time: consented persons only, classes by role, districts by duty', async () => {
    await expect_only(world.staff, staff_normal());
    await expect_only(world.coordinator, area_normal());
    await expect_only(world.other_coordinator, [...fields('other_volunteer'), ...fields('elsewhere', 'ABC')]);
    await expect_only(
      world.admin,
      [...staff_normal(), ...fields('consented', 'D'), ...fields('elsewhere', 'D')],
      fields('silent'),
    );
    await expect_only(world.viewer, []);
  });

  it('a volunteer sees their own record, and of the job nothing that is personal before they accept', async () => {
    await expect_only(helper.api, ['volunteer.name', 'volunteer.kana', 'volunteer.phone', 'volunteer.email']);
    await expect_only(stranger.api, [
      'other_volunteer.name',
      'other_volunteer.kana',
      'other_volunteer.phone',
      'other_volunteer.email',
    ]);
  });

  it('from acceptance the address and the requester, until the report; never the relation or the reason of the crisis', async () => {
    await helper.api.make(`/offers/${offer.id}/accept`);
    const own = ['volunteer.name', 'volunteer.kana', 'volunteer.phone', 'volunteer.email'];
    await expect_only(helper.api, [...own, 'need.name', 'need.phone', 'need.address', 'need.detail']);
    await expect_only(stranger.api, [
      'other_volunteer.name',
      'other_volunteer.kana',
      'other_volunteer.phone',
      'other_volunteer.email',
    ]);
    await helper.api.make(`/offers/${offer.id}/arrive`);
    await expect_only(helper.api, [...own, 'need.name', 'need.phone', 'need.address', 'need.detail']);
    await helper.api.make(`/needs/${need.id}/complete`, { report: { outcome: 'done' } });
    await expect_only(helper.api, own);
  });

  it('a job more than 24 hours away keeps its address, and so does one in an incident until somebody is on the way', async () => {
    const words = need_words();
    const far = await world.staff.make(
      '/needs',
      need_with(world.here.id, words, { starts_at: new Date(Date.now() + 72 * 3_600_000).toISOString() }),
    );
    const inside = await world.staff.make('/needs', need_with(world.here.id, words, { incident_id: incident.id }));
    const cards: Body[] = [];
    for (const one of [far, inside]) {
      await world.staff.make(`/needs/${one.id}/triage`, { survey: 'not_needed' });
      const [made] = await offer_to(world.staff, one.id, [helper.volunteer.id]);
      await helper.api.make(`/offers/${made.id}/accept`);
      cards.push(made);
      const text = (await helper.api.get('/me/offers')).text;
      for (const word of Object.values(words)) expect(text).not.toContain(word);
    }
    await helper.api.make(`/offers/${cards[1].id}/arrive`);
    expect((await helper.api.get('/me/offers')).text).toContain(words.address);
    for (const one of [far, inside])
      await world.staff.make(
        `/needs/${one.id}/${one.id === inside.id ? 'complete' : 'cancel'}`,
        one.id === inside.id ? { report: { outcome: 'done' } } : { reason: 'other' },
      );
  });

  it('imminent and declared widen it by the table, each only after a recorded decision', async () => {
    const undecided = await world.admin.patch(
      `/incidents/${incident.id}`,
      { legal_phase: 'declared', phase_purpose: 'check_safety' },
      (await world.admin.read(`/incidents/${incident.id}`)).version,
    );
    expect(undecided.status).toBe(422);
    const decide = async (legal_phase: string) =>
      world.admin.change(
        `/incidents/${incident.id}`,
        { legal_phase, phase_purpose: 'check_safety', phase_reason: '震度6強' },
        (await world.admin.read(`/incidents/${incident.id}`)).version,
      );
    const done_need = [...fields('need')];

    await decide('imminent');
    await expect_only(world.staff, [...staff_normal(), ...fields('silent', 'ABC')], done_need);
    await expect_only(world.coordinator, area_normal(), done_need);

    await decide('declared');
    await expect_only(
      world.staff,
      [...staff_normal(), ...fields('consented', 'D'), ...fields('silent', 'ABCD'), ...fields('elsewhere', 'D')],
      done_need,
    );
    await expect_only(world.coordinator, [...area_normal(), ...fields('silent', 'ABC')], done_need);
    await expect_only(world.other_coordinator, [...fields('other_volunteer'), ...fields('elsewhere', 'ABC')]);
    await expect_only(world.viewer, []);
    await expect_only(stranger.api, [
      'other_volunteer.name',
      'other_volunteer.kana',
      'other_volunteer.phone',
      'other_volunteer.email',
    ]);

    await decide('normal');
    await expect_only(world.coordinator, area_normal(), done_need);
  });

  it('a need made from needs_help never shows that the person is on the roster', async () => {
    const person = await world.admin.make('/registrants', a_registrant(world.here.id));
    const made = await world.coordinator.make(
      `/rounds/${round.id}/checks`,
      a_check(person.id, { status: 'needs_help', note: '水がない' }),
    );
    expect(made.need_id).toBeTruthy();
    const text =
      (await world.staff.get(`/needs/${made.need_id}`)).text +
      (await world.staff.get(`/needs/${made.need_id}/history`)).text;
    for (const word of [person.id, person.number, 'registrant', '要支援', '名簿', '杖を使う', '隣家'])
      expect(text).not.toContain(word);
    const again = await world.coordinator.make(
      `/rounds/${round.id}/checks`,
      a_check(person.id, { status: 'needs_help' }),
    );
    expect(again.need_id, 'one need for one trouble').toBe(made.need_id);
  });

  it('every read of registrants leaves an audit row', async () => {
    const rows = async () =>
      (await world.admin.all('/audit?limit=1000')).filter(
        (row) => row.actor_id === world.coordinator.account.id && row.subject_kind.includes('registrant'),
      ).length;
    const before = await rows();
    await world.coordinator.read('/registrants');
    await world.coordinator.read(`/rounds/${round.id}/registrants`);
    expect(await rows()).toBeGreaterThanOrEqual(before + 2);
  });
});
