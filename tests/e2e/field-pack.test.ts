// The list that a field phone carries, in real Chromium on the real server: its end, wrong PINs, a lost phone, a clock
// that was set back, and reports of times that cannot be.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { a_browser, k_phone, Window } from './support/browser.ts';
import { an_incident } from './support/builders.ts';
import { new_id, sign_in, type Body } from './support/client.ts';
import { FieldPhone, k_hour, k_minute } from './support/field.ts';
import { a_field_round, type FieldRound } from './support/field_round.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

let server: Server;
let browser: Browser;
let field: FieldRound;

const id_of = (person: number): string => field.people[2]?.[person].id;
const rows_of = async (): Promise<Map<string, Body>> => {
  const rows = await field.admin.all(`/rounds/${field.round.id}/registrants?limit=1000`);
  return new Map(rows.map((row: Body) => [row.registrant.id, row]));
};

beforeAll(async () => {
  server = await Server.start();
  browser = await a_browser();
  field = await a_field_round(server, 12);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('the list on a phone', () => {
  let one: FieldPhone;
  const report = async (): Promise<void> => one.tap(id_of(3), 'safe_home');
  const is_gone = async (words: string): Promise<void> => {
    await one.page.locator('.state', { hasText: words }).waitFor();
    expect((await one.files()).includes('key_box')).toBe(false);
  };

  const start = async (): Promise<void> => {
    one = await FieldPhone.open(browser, server, field.coordinators[2]![0]!.account, Date.now());
    await one.left();
    await one.take_list();
  };

  it('is gone after its end, also when it was off at the time; the report stays', { timeout: 90_000 }, async () => {
    await start();
    await one.lose_signal();
    await report();
    await one.passes(25 * k_hour);
    await one.restart();
    expect(await one.page.locator('body').innerText()).not.toContain('要配');
    await one.go('watch', 'pack');
    await is_gone('期限が来た');
    expect(await one.unsent()).toBe(1);
    await one.window.context.close();
  });

  it('gains nothing by a clock that was set back', { timeout: 90_000 }, async () => {
    await start();
    const taken_ms = Date.now();
    await one.lose_signal();
    await one.passes(20 * k_hour);
    await one.open_list();
    await one.passes(2 * k_minute);
    await one.page.clock.setSystemTime(taken_ms);
    await one.restart();
    await one.open_list();
    await one.passes(5 * k_hour);
    await one.go('watch', 'pack');
    await is_gone('期限が来た');
    await one.window.context.close();
  });

  it('is wiped after five wrong PINs, tries before a restart included', { timeout: 90_000 }, async () => {
    await start();
    await one.lose_signal();
    await report();
    await one.restart();
    const wrong = async (): Promise<void> => {
      await one.page.fill('input[name=pin]', '111222');
      await one.page.click('button[type=submit]');
    };
    for (const left of [4, 3, 2]) {
      await wrong();
      await one.page.locator('[role=alert]', { hasText: `あと${left}回` }).waitFor();
    }
    await one.window.shot('field/pin');
    await one.restart();
    await wrong();
    await one.page.locator('[role=alert]', { hasText: 'あと1回' }).waitFor();
    await wrong();
    await one.go('watch', 'pack');
    await is_gone('暗証番号を5回');
    expect(await one.unsent()).toBe(1);
    await one.window.context.close();
  });

  it('is wiped at the next contact when the centre has locked the lost phone, and its session is over', { timeout: 90_000 }, async () => {
    await start();
    const [pack] = (await field.admin.read('/packs')).items;
    await one.lose_signal();
    await report();
    await field.admin.make(`/packs/${pack.id}/lock`);
    expect(await one.left()).toBeGreaterThan(0);
    await one.find_signal();
    await one.page.locator('.again').waitFor();
    await expect.poll(async () => (await one.files()).includes('key_box'), { timeout: 20_000 }).toBe(false);
    expect(await one.page.locator('.again').innerText()).not.toContain('要配');
    // Whoever it belongs to signs in again: the report was kept and goes out.
    await one.page.fill('input[name=password]', 'correct-horse-7');
    await one.page.fill('input[name=login]', field.coordinators[2]![0]!.account.login);
    await one.page.locator('.again button[type=submit]').click();
    await one.expect_sent();
    expect((await rows_of()).get(id_of(3))?.status).toBe('safe_home');
    expect((await field.admin.read(`/packs/${pack.id}`)).state).toBe('locked');
    await one.window.context.close();
  });

  it('is not kept where the connection gives the browser no keys, and the page says so', { timeout: 90_000 }, async () => {
    const { login } = field.coordinators[2]![0]!.account;
    const plain = await Window.open(browser, server, '/phone/#/watch', k_phone, login, undefined, (page) =>
      page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined })),
    );
    await plain.page.locator('.carry').click();
    await plain.page.locator('.empty', { hasText: '名簿を電話に入れられません' }).waitFor();
    expect(await plain.page.locator('input[name=pin]').count()).toBe(0);
    await plain.context.close();
  });

  it('hears of the lock at once where there is signal', { timeout: 90_000 }, async () => {
    await start();
    const [pack] = (await field.admin.read('/packs')).items;
    await field.admin.make(`/packs/${pack.id}/lock`);
    await expect.poll(async () => (await one.files()).includes('key_box'), { timeout: 20_000 }).toBe(false);
    await one.window.context.close();
  });
});

describe('a list of a drill', () => {
  it('is marked while it is closed, carries the drill alone, and sends nobody to the telephone', { timeout: 90_000 }, async () => {
    const drill = await field.admin.make('/incidents', an_incident({ is_drill: true, name: '総合防災訓練' }));
    await field.admin.make(`/incidents/${drill.id}/rounds`, { name: '訓練の第1回' });
    const one = await FieldPhone.open(browser, server, field.coordinators[1]![0]!.account, Date.now());
    await one.left();
    await one.page.selectOption('select[name=incident_id]', drill.id);
    await one.page.locator('.since', { hasText: '訓練の第1回' }).waitFor();
    await one.take_list();
    const [pack] = (await field.admin.read('/packs')).items;
    expect(pack.round_ids).toHaveLength(1);
    expect(pack.round_ids).not.toContain(field.round.id);
    await one.go('watch', field.people[1]![3].id);
    await one.page.locator('.res').waitFor();
    expect(await one.page.locator('a[href^="tel:119"]').count()).toBe(0);
    expect(await one.page.locator('.res').innerText()).toContain('119番にはかけません');
    await one.lose_signal();
    await one.restart();
    await one.page.locator('input[name=pin]').waitFor();
    expect(await one.page.locator('.band').innerText()).toContain('訓');
    await one.open_list();
    expect(await one.page.locator('.since').innerText()).toContain('訓練の第1回');
    await one.window.context.close();
  });
});

describe('the house and its lists', () => {
  const ticket = 'ticket-of-a-device-made-by-chance-00000001';

  it('tells a lock to the carrier alone, and ends the session of that device', async () => {
    const { login } = field.coordinators[1]![0]!.account;
    const [lost, own, other] = [await sign_in(server, login), await sign_in(server, login), field.coordinators[1]![1]!];
    const pack = await lost.make('/packs', { round_id: field.round.id, device_name: '見本の携帯', ticket });
    const ears = await Promise.all([own, other, lost].map((api) => Live.open(server, api.token)));
    const [mine, theirs] = [await ears[0]!.subscribe('me'), await ears[1]!.subscribe('me')];
    await ears[2]!.subscribe('me');
    await field.admin.make(`/packs/${pack.id}/lock`);
    await ears[0]!.until(() => mine.events.some((one) => one.type === 'pack.locked'), 'the lock');
    expect(mine.events.at(-1)).toMatchObject({ type: 'pack.locked', pack_id: pack.id });
    expect(theirs.events).toEqual([]);
    expect((await ears[2]!.closed).code).toBe(4401);
    expect((await lost.get('/me')).status).toBe(401);
    expect((await own.get(`/packs/${pack.id}/people`)).code).toBe('pack_ended');
    for (const ear of ears) expect(ear.complaints).toEqual([]);
    await ears[0]!.close();
    await ears[1]!.close();
  });

  it('knows of a person which devices have named them', async () => {
    const carrier = field.coordinators[0]![1]!;
    const pack = await carrier.make('/packs', { round_id: field.round.id, device_name: '見本の携帯', ticket });
    const named = async (district: number): Promise<string[]> => {
      const person = field.people[district]![0].id;
      return (await field.admin.read(`/packs?registrant_id=${person}`)).items.map((one: Body) => one.id);
    };
    expect(await named(0)).toContain(pack.id);
    expect(await named(2)).not.toContain(pack.id);
    const read = await carrier.read(`/packs/${pack.id}/people`);
    expect(read.rounds[0].people).toHaveLength(12);
    expect(read.rounds[0].people.every((one: Body) => one.registrant.district_id === field.districts[0].id)).toBe(true);
    const homes = new Set(read.rounds[0].people.map((one: Body) => one.household));
    expect(homes.size).toBe(10);
    const audit = (await field.admin.read('/audit')).items;
    expect(audit.some((one: Body) => one.action === 'read' && one.subject_id === pack.id && one.subjects === 12)).toBe(true);
  });
});

describe('times that cannot be', () => {
  const check = async (over: Body): Promise<Body> => {
    const api = field.coordinators[2]![1]!;
    const person = id_of(6);
    const element = { key: new_id(), registrant_id: person, status: 'safe_home', method: 'visit', ...over };
    const reply = await api.post(`/rounds/${field.round.id}/checks`, [element]);
    expect(reply.body.items[0].status).toBe(201);
    return (await rows_of()).get(person)?.last_check;
  };

  it('are brought back: a phone a day ahead, a report from the future', async () => {
    const ahead = Date.now() + 24 * k_hour;
    const skewed = await check({ occurred_at: new Date(ahead - 60_000).toISOString(), sent_at: new Date(ahead).toISOString() });
    expect(Math.abs(Date.now() - 60_000 - Date.parse(skewed.occurred_at))).toBeLessThan(30_000);
    const future = await check({ occurred_at: new Date(Date.now() + k_hour).toISOString() });
    expect(Date.parse(future.occurred_at)).toBeLessThanOrEqual(Date.now());
  });
});
