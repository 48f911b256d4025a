// The field phone in real Chromium on the real server: a round over 300 people with six phones, two of which are three
// hours without signal and come back with reports that overlap those of others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Request } from 'playwright-core';
import { a_browser, k_desk, Window } from './support/browser.ts';
import { sign_in, type Body } from './support/client.ts';
import { contract } from './support/contract.ts';
import { FieldPhone, k_hour, k_minute } from './support/field.ts';
import { a_field_round, type FieldRound } from './support/field_round.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

const k_shift_s = -3 * 3600;

let server: Server;
let browser: Browser;
let field: FieldRound;
/** By district: the first of each pair. The first of districts 0 and 1 lose signal. */
let phones: FieldPhone[][];
let wall: Window;
let desk: Window;

const device_now = () => Date.now() + k_shift_s * 1000;
const id_of = (district: number, person: number): string => field.people[district]?.[person].id;
const phone = (district: number, one: number): FieldPhone => phones[district]![one]!;
const open_phone = (district: number, one: number, clock_ms: number) =>
  FieldPhone.open(browser, server, field.coordinators[district]![one]!.account, clock_ms);
const rows_of = async (): Promise<Map<string, Body>> => {
  const rows = await field.admin.all(`/rounds/${field.round.id}/registrants?limit=1000`);
  return new Map(rows.map((row: Body) => [row.registrant.id, row]));
};

beforeAll(async () => {
  // The house lives three hours ago; when it is moved to now, three hours have passed for everybody.
  server = await Server.start({ env: { MUSUBI_CLOCK_SHIFT_S: String(k_shift_s) } });
  browser = await a_browser();
  field = await a_field_round(server, 100);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('a round with six phones, two of them three hours without signal', () => {
  /** Checks that were tapped, whatever became of them. */
  let taps = 0;
  let live: Live;
  /** What the first phone sent when it came back. */
  const sent: Body[] = [];
  let came_back_ms = 0;

  it('shows everybody their own district, and two take it along', { timeout: 150_000 }, async () => {
    live = await Live.open(server, field.admin.token);
    await live.subscribe(`incident:${field.incident.id}`);
    phones = [];
    for (const district of [0, 1, 2])
      phones.push(await Promise.all([0, 1].map((one) => open_phone(district, one, device_now()))));
    for (const pair of phones) for (const one of pair) expect(await one.left()).toBe(100);
    await phone(0, 0).take_list();
    await phone(1, 0).take_list();
    await phone(0, 0).window.shot('field/list');
    expect(await phone(0, 0).window.axe()).toEqual([]);
    const packs = (await field.admin.read('/packs')).items;
    expect(packs).toHaveLength(2);
    for (const pack of packs) expect(pack).toMatchObject({ people: 100, state: 'live', locked_at: null });
    const audit = (await field.admin.read('/audit')).items.filter((one: Body) => one.action === 'pack');
    expect(audit.map((one: Body) => one.subjects)).toEqual([100, 100]);
  });

  it('works without signal: off and on again, PIN, list, map, entry, home, street', { timeout: 150_000 }, async () => {
    const [a, b] = [phone(0, 0), phone(1, 0)];
    for (const one of [a, b]) {
      await one.lose_signal();
      await one.restart();
      expect(await one.page.locator('body').innerText()).not.toContain('要配');
      await one.open_list();
      expect(await one.left()).toBe(100);
    }
    await a.passes(30 * k_minute);
    // Half an hour without a touch: it has closed.
    await a.page.locator('input[name=pin]').waitFor();
    await a.open_list();
    await a.tap(id_of(0, 2), 'needs_help', '薬がない');
    await a.tap(id_of(0, 3), 'safe_home');
    await a.tap(id_of(0, 4), 'unreachable');
    await a.tap(id_of(0, 5), 'safe_sheltered');
    await a.tap(id_of(0, 6), 'needs_help');
    taps += 6;
    // Two under one roof, with one answer.
    await a.go('watch');
    const home = a.page.locator('.one-home').first();
    await home.locator('.home .btn').click();
    await a.page.locator('dialog .btn-1').click();
    taps += 2;
    expect(await a.left()).toBe(100 - 5 - 2 + 1);
    await a.page.locator('.tools .btn').first().click();
    await a.page.locator('.home-map canvas').waitFor();
    await a.window.shot('field/map');
    await a.page.locator('.tools .btn').first().click();
    await b.passes(5 * k_minute);
    await b.go('watch', 'street');
    await b.page.selectOption('select[name=street]', '*');
    await b.page.selectOption('select[name=to]', { index: 7 });
    await b.window.shot('field/street');
    await b.page.locator('.body .btn-1').click();
    await b.page.locator('dialog .btn-1').click();
    taps += 8;
    expect(await b.left()).toBe(92);
    // Nothing is lost with the page, and nothing of it can be read on the device.
    for (const one of [a, b]) {
      const before = await one.unsent();
      await one.restart();
      await one.open_list();
      expect(await one.unsent()).toBe(before);
      const files = await one.files();
      for (const word of ['要配', '飯泉', '鴨宮', '薬がない', '番地']) expect(files).not.toContain(word);
    }
    expect(await a.unsent()).toBe(8);
    expect(await b.unsent()).toBe(8);
  });

  it('goes on for those with signal, before and after the three hours', { timeout: 150_000 }, async () => {
    // Early: the neighbour says safe of somebody whom the phone without signal finds in need later.
    await phone(0, 1).tap(id_of(0, 2), 'safe_home');
    await phone(2, 0).tap(id_of(2, 0), 'safe_home');
    await phone(2, 1).tap(id_of(2, 1), 'needs_help');
    taps += 3;
    for (const [district, one] of [[0, 1], [2, 0], [2, 1]] as const) await phone(district, one).expect_sent();
    await server.move_clock(0);
    for (const pair of phones) for (const one of pair) await one.passes(Math.max(0, Date.now() - (await one.page.evaluate(() => Date.now()))));
    for (const one of [phone(0, 1), phone(1, 1), phone(2, 0), phone(2, 1)])
      await one.page.locator('.age-live, .age.live, .band .age').first().waitFor();
    // Late: somebody else has found whom the phone without signal found an hour and more ago.
    await phone(0, 1).tap(id_of(0, 3), 'safe_elsewhere');
    await phone(1, 1).tap(id_of(1, 50), 'unreachable');
    taps += 2;
    for (const one of [phone(0, 1), phone(1, 1)]) await one.expect_sent();
  });

  it('comes back: nothing lost, nothing doubled, and each is told what became of it', { timeout: 150_000 }, async () => {
    const [a, b] = [phone(0, 0), phone(1, 0)];
    const keep = (request: Request): void => {
      if (request.method() === 'POST' && request.url().endsWith('/checks')) sent.push(...(request.postDataJSON() as Body[]));
    };
    a.page.on('request', keep);
    came_back_ms = Date.now();
    // The codes go ahead while the list is closed; the note waits for its key.
    for (const one of [a, b]) {
      await one.find_signal();
      await expect.poll(() => one.unsent(), { timeout: 60_000 }).toBeLessThanOrEqual(1);
      await one.open_list();
      await one.expect_sent();
    }
    await a.page.locator('.answers').waitFor();
    await a.window.shot('field/answers');
    const told = await a.page.locator('.answers').innerText();
    expect(told).toContain(`${field.coordinators[0]![1]!.account.name}さんが`);
    expect(told).toContain('無事・ほかの場所');
    expect(told).toContain('ニーズ票');
    const rows = await rows_of();
    const status = (district: number, person: number): string => rows.get(id_of(district, person))?.status;
    expect(status(0, 2)).toBe('needs_help');
    expect(status(0, 3)).toBe('safe_elsewhere');
    expect(status(0, 4)).toBe('unreachable');
    expect(status(0, 5)).toBe('safe_sheltered');
    expect(rows.get(id_of(0, 2))?.last_check.note).toContain('薬がない');
    // Original times: what was seen in the first hour is not of now.
    const seen_ms = Date.parse(rows.get(id_of(0, 5))?.last_check.occurred_at);
    expect(came_back_ms - seen_ms).toBeGreaterThan(2 * k_hour);
    expect(came_back_ms - seen_ms).toBeLessThan(3 * k_hour);
    // On as soon as the contract knows reports that differ.
    if (contract.components.schemas.RoundRegistrant.properties.conflict) {
      expect(rows.get(id_of(0, 2))?.conflict).toMatchObject({ status: 'safe_home' });
      expect(told).toContain('くいちがい');
    }
  });

  it('answers a packet that comes again with what it was answered before', async () => {
    const api = await sign_in(server, field.coordinators[0]![0]!.account.login);
    expect(sent.length).toBeGreaterThanOrEqual(8);
    const before = await rows_of();
    const again = await api.post(`/rounds/${field.round.id}/checks`, sent);
    expect(again.body.items.map((one: Body) => one.status)).toEqual(sent.map(() => 201));
    const twice = await api.post(`/rounds/${field.round.id}/checks`, sent);
    expect(twice.body.items).toEqual(again.body.items);
    expect(await rows_of()).toEqual(before);
    // The same key for another thing is none.
    const other = await api.post(`/rounds/${field.round.id}/checks`, [{ ...sent[0], status: 'needs_rescue' }]);
    expect(other.body.items[0]).toMatchObject({ status: 422, code: 'key_reused' });
  });

  it('counts the same on every screen: phones, desk, wall, HTTP; and one event for each tap', { timeout: 150_000 }, async () => {
    const late = await Live.open(server, field.admin.token, { kept: live.topics });
    await late.subscribe(`incident:${field.incident.id}`, live.topic(`incident:${field.incident.id}`).seq);
    const checks = () => late.topic(`incident:${field.incident.id}`).events.filter((one) => one.type === 'check.recorded');
    await late.until(() => checks().length >= taps, 'an event for each tap');
    expect(checks()).toHaveLength(taps);
    expect(late.complaints).toEqual([]);
    await late.close();
    const rows = await rows_of();
    const progress = await field.admin.read(`/incidents/${field.incident.id}/progress`);
    const left = [...rows.values()].filter((row) => ['unconfirmed', 'checking', 'unreachable'].includes(row.status)).length;
    expect(rows.size).toBe(300);
    expect(progress.total).toMatchObject({ total: 300, open: left });
    for (const [index, district] of field.districts.entries()) {
      const open = progress.items.find((row: Body) => row.district_id === district.id).open;
      for (const one of phones[index]!) await expect.poll(() => one.left(), { timeout: 20_000 }).toBe(open);
    }
    desk = await Window.open(browser, server, '/desk/#/safety', k_desk, 'admin');
    await desk.page.locator('select.scope').selectOption(field.incident.id);
    await expect.poll(() => desk.page.locator('table.progress tbody tr').first().innerText(), { timeout: 20_000 }).toMatch(
      new RegExp(`\\b${progress.total.counts.unconfirmed}\\b`),
    );
    await desk.page.goto(`${server.url}/desk/#/devices`);
    await desk.page.locator('tr[data-row]').first().waitFor();
    await desk.shot('field/devices');
    expect(await desk.axe()).toEqual([]);
    wall = await Window.open(browser, server, '/board/', k_desk, 'admin');
    await expect.poll(() => wall.page.locator('[data-left]').innerText(), { timeout: 20_000 }).toBe(String(left));
    for (const pair of phones) for (const one of pair) await one.window.context.close();
    await desk.context.close();
    await wall.context.close();
  });
});
