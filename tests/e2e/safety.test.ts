// Rounds and checks over HTTP, the live topic and the desk's page: two reports that disagree, who needs rescue, a later
// quake in one district, a shelter's list, a caller.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_check, a_registrant, a_round, a_world, an_incident, type World } from './support/builders.ts';
import type { Api, Body } from './support/client.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

const person = (where: Body, over: Body = {}): Promise<Body> => world.admin.make('/registrants', a_registrant(where.id, over));
const report = (by: Api, round: Body, who: Body, over: Body): Promise<Body> => by.make(`/rounds/${round.id}/checks`, a_check(who.id, over));
const row_of = async (by: Api, round: Body, who: Body): Promise<Body> =>
  (await by.all(`/rounds/${round.id}/registrants`)).find((row: Body) => row.registrant.id === who.id);
const minutes_ago = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();
const types = (events: Body[]): string[] => events.map((event) => event.type);

async function a_case(over: Body = {}): Promise<{ incident: Body; round: Body; who: Body }> {
  const incident = await world.admin.make('/incidents', an_incident(over));
  return { incident, round: await a_round(world.admin, incident.id), who: await person(world.here) };
}

describe('two reports that disagree', () => {
  it('are both kept, flagged to those who may know, and settled by the desk', async () => {
    const { incident, round, who } = await a_case();
    const [desk, wall] = [await Live.open(server, world.staff.token), await Live.open(server, world.viewer.token)];
    const on_desk = await desk.subscribe(`incident:${incident.id}`);
    const on_wall = await wall.subscribe(`incident:${incident.id}`);
    const seen = await report(world.coordinator, round, who, { status: 'needs_help', note: '水が出ない', occurred_at: minutes_ago(30) });
    expect(seen.need_id).not.toBeNull();
    const told = await report(world.staff, round, who, { status: 'safe_home', method: 'family', told_by: '隣の人', occurred_at: minutes_ago(10) });
    expect(told.code, 'hearsay lowers no need').toBe('superseded');
    expect(told.check).toMatchObject({ confidence: 'told', told_by: '隣の人', next_check_at: null });
    const row = await row_of(world.staff, round, who);
    expect(row).toMatchObject({ status: 'needs_help', escalation_level: null });
    expect(row.last_check).toMatchObject({ confidence: 'certain', note: '水が出ない' });
    expect(row.conflict).toMatchObject({ check_id: told.check.id, status: 'safe_home', method: 'family', confidence: 'told', told_by: '隣の人' });
    expect((await world.staff.all(`/rounds/${round.id}/registrants?only=conflict`)).length).toBe(1);
    await desk.until(() => types(on_desk.events).includes('check.disputed'), 'the desk is told');

    const settle = `/rounds/${round.id}/conflicts/${who.id}/settle`;
    const settled = await world.staff.make(settle, { check_id: told.check.id });
    expect(settled).toMatchObject({ code: 'settled', check: { id: told.check.id } });
    expect(await row_of(world.staff, round, who)).toMatchObject({ status: 'safe_home', conflict: null });
    expect((await world.staff.post(settle, { check_id: told.check.id })).code).toBe('wrong_state');
    await desk.until(() => on_desk.dots.get(who.id)?.status === 'safe_home', 'the map follows the decision');
    await wall.until(() => on_wall.total?.counts.safe_home === 1, 'so does the wall');
    expect(types(on_wall.events).filter((type) => /disputed|settled/.test(type)), 'a wall hears of no dispute').toEqual([]);
    await desk.close();
    await wall.close();
  });

  it('come to the same end from two phones in whatever order they find signal', async () => {
    const ends = [];
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
      const { round, who } = await a_case();
      const reports = [
        { status: 'safe_home', method: 'cloth', occurred_at: minutes_ago(90) },
        { status: 'needs_rescue', method: 'visit', occurred_at: minutes_ago(60) },
        { status: 'safe_sheltered', method: 'family', occurred_at: minutes_ago(20) },
      ];
      for (const i of order) await report(world.staff, round, who, reports[i] ?? {});
      const row = await row_of(world.staff, round, who);
      ends.push([row.status, row.last_check.status, row.conflict?.status]);
    }
    expect(ends[0]).toEqual(['needs_rescue', 'needs_rescue', 'safe_home']);
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });
});

describe('who needs rescue', () => {
  it('is handed to 119 and the HQ and is never a job', async () => {
    const { incident, round, who } = await a_case();
    const desk = await Live.open(server, world.staff.token);
    const on_desk = await desk.subscribe(`incident:${incident.id}`);
    const found = await report(world.coordinator, round, who, { status: 'needs_rescue', note: '玄関が開かない' });
    expect(found.need_id).toBeNull();
    await desk.until(() => types(on_desk.events).includes('rescue.opened'), 'the desk is told at once');
    const [rescue] = (await world.staff.read(`/incidents/${incident.id}/rescues?status=open`)).items;
    expect(rescue).toMatchObject({ status: 'open', is_drill: false, status_now: 'needs_rescue', registrant: { id: who.id } });
    expect(rescue.words[0]).toBe('火事ですか、救急ですか → 救急です。');
    expect(rescue.words.join('\n')).toContain(who.address);
    expect(rescue.words.join('\n')).toContain('玄関が開かない');
    expect((await world.staff.all(`/needs?incident_id=${incident.id}`)).length, 'no need was made of it').toBe(0);
    const plan = await world.staff.make('/plans', { day: '2031-05-06', incident_id: incident.id });
    expect(plan.assignments, 'a plan knows nothing of it').toEqual([]);
    expect(JSON.stringify(plan)).not.toContain(who.id);

    const handed = await world.staff.make(`/rescues/${rescue.id}/hand-over`, { to: '119', contact: '指令台' });
    expect(handed).toMatchObject({ status: 'handed_over', handed_over: { to: '119', contact: '指令台', by_name: world.staff.account.name } });
    await world.staff.make(`/rescues/${rescue.id}/close`, { result: 'rescued' });
    expect((await world.staff.post(`/rescues/${rescue.id}/hand-over`, { to: 'hq' })).code).toBe('wrong_state');
    const audit = await world.admin.read('/audit?limit=200');
    expect(audit.items.filter((one: Body) => one.incident_id === incident.id && one.action === 'read').length).toBeGreaterThanOrEqual(3);
    await desk.close();
  });

  it('is read by nobody but the desk, and rings nobody in a drill', async () => {
    const { incident, round, who } = await a_case({ is_drill: true });
    await report(world.staff, round, who, { status: 'needs_rescue' });
    const [rescue] = (await world.staff.read(`/incidents/${incident.id}/rescues`)).items;
    expect(rescue.is_drill).toBe(true);
    expect(rescue.words[0]).toContain('【訓練】');
    for (const api of [world.coordinator, world.volunteer.api, world.viewer])
      expect((await api.get(`/incidents/${incident.id}/rescues`)).status).toBe(403);
  });
});

describe('a later quake', () => {
  it('begins its district afresh while the others stay in their round, on every screen', async () => {
    const { incident, round: first, who: here } = await a_case();
    const there = await person(world.there);
    for (const who of [here, there]) await report(world.staff, first, who, { status: 'safe_home' });
    const live = await Live.open(server, world.viewer.token);
    const wall = await live.subscribe(`incident:${incident.id}`);
    const before = (await world.staff.read(`/incidents/${incident.id}/progress`)).total;
    const second = await a_round(world.admin, incident.id, { district_ids: [world.here.id], cause: 'aftershock' });
    expect(second).toMatchObject({ cause: 'aftershock', number: 2, closed_at: null });
    const after = (await world.staff.read(`/incidents/${incident.id}/progress`)).total;
    expect(after.total).toBe(before.total);
    expect(after.counts.safe_home).toBe(before.counts.safe_home - 1);
    await live.until(() => wall.total?.counts.safe_home === after.counts.safe_home, 'the wall follows');
    expect((await row_of(world.staff, second, here)).status).toBe('unconfirmed');
    expect((await row_of(world.staff, first, there)).status).toBe('safe_home');
    expect(await row_of(world.staff, first, here), 'a person is in one round').toBeUndefined();
    const rounds = (await world.staff.read(`/incidents/${incident.id}/rounds`)).items;
    expect(rounds.map((one: Body) => one.closed_at)).toEqual([null, null]);
    const late = await report(world.staff, first, here, { status: 'needs_help', occurred_at: minutes_ago(10) });
    expect(late, 'of the time before the second quake').toMatchObject({ code: 'superseded', check: { round_id: first.id } });
    expect(late.need_id, 'and yet nobody is left without help').not.toBeNull();
    expect((await row_of(world.staff, second, here)).status).toBe('unconfirmed');
    await live.close();
  });

  it('has its retries and its ladder of minutes as data', async () => {
    const { incident, round, who } = await a_case();
    const tried = await report(world.coordinator, round, who, { status: 'unreachable' });
    const wait = Date.parse(tried.check.next_check_at) - Date.parse(tried.check.occurred_at);
    expect(wait).toBe(30 * 60_000);
    expect(await row_of(world.coordinator, round, who)).toMatchObject({ next_check_at: tried.check.next_check_at, escalation_level: 'watch_team' });
    const path = `/incidents/${incident.id}/escalation-timers`;
    expect((await world.coordinator.read(path)).items).toEqual([{ level: 0, to_coordinator: 60, to_center: 60, to_hq: 60 }]);
    const lines = { items: [{ level: 3, to_coordinator: 30, to_center: 30, to_hq: 60 }] };
    expect((await world.admin.send('patch', `/api/v1${path}`, lines)).body.items.length).toBe(2);
  });
});

describe("a shelter's arrival list", () => {
  it('closes open checks, asks about the unsure and keeps no name of strangers', async () => {
    const { incident, round } = await a_case();
    const matched = await person(world.here, { name: '到着 清', name_kana: 'トウチャク キヨシ', birth_date: '1940-05-06' });
    const alike = await person(world.there, { name: '到着 花', name_kana: 'トウチャク ハナ', birth_date: '1938-01-02' });
    const people = [{ name: '到着清', birth_date: '1940-05-06' }, { name: '到着 花' }, { name: '通りすがりの 旅人' }];
    const list = await world.staff.make(`/incidents/${incident.id}/arrivals`, { name: '見本小学校', people });
    expect(list.counts).toEqual({ matched: 1, unsure: 1, not_listed: 1, no_round: 0 });
    expect((await row_of(world.staff, round, matched)).last_check).toMatchObject({ status: 'safe_sheltered', method: 'shelter', confidence: 'told' });
    expect(JSON.stringify(list)).not.toContain('旅人');
    const unsure = list.lines.find((line: Body) => line.result === 'unsure');
    expect(unsure.candidates.map((one: Body) => one.registrant_id)).toEqual([alike.id]);
    const chosen = await world.staff.make(`/arrivals/${list.id}/choose`, { line: unsure.line, registrant_id: alike.id });
    expect(chosen.counts).toMatchObject({ matched: 2, unsure: 0 });
    expect(JSON.stringify(chosen), 'the name is forgotten').not.toContain('到着');
    expect((await row_of(world.staff, round, alike)).status).toBe('safe_sheltered');
    const nowhere = await world.staff.post(`/incidents/${incident.id}/arrivals`, { people });
    expect(nowhere.code).toBe('invalid');
  });
});

describe('the desk', () => {
  let browser: Browser;
  let desk: Window;
  let incident: Body;
  let round: Body;
  let who: Body;

  beforeAll(async () => {
    browser = await a_browser();
    ({ incident, round, who } = await a_case({ is_drill: true, name: '秋の訓練' }));
    await report(world.staff, round, who, { status: 'needs_rescue', note: '玄関が開かない' });
    const other = await person(world.here);
    await report(world.coordinator, round, other, { status: 'needs_help', note: '薬がない', occurred_at: minutes_ago(40) });
    await report(world.staff, round, other, { status: 'safe_home', method: 'family', told_by: '隣の人', occurred_at: minutes_ago(5) });
    desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
    await desk.page.evaluate((id) => sessionStorage.setItem('musubi.desk.incident', id), incident.id);
    await desk.page.goto(`${server.url}/desk/#/safety`);
    await desk.page.reload();
  });
  afterAll(async () => {
    await browser?.close();
  });
  const tab = (name: RegExp) => desk.page.getByRole('navigation', { name: '安否確認の仕事' }).getByRole('link', { name });

  it('reads the words for 119, in a drill without ringing, and says to whom it was handed over', async () => {
    const { page } = desk;
    await tab(/^救助\s*1/).click();
    await page.getByText('【訓練】119番にはかけません').waitFor();
    expect(await page.locator('a[href="tel:119"]').count(), 'a drill rings nobody').toBe(0);
    expect(await desk.axe()).toEqual([]);
    await desk.shot('safety-rescues');
    await page.getByRole('button', { name: '引き継いだことを書く…' }).click();
    await page.fill('[name=contact]', '指令台');
    await page.getByRole('button', { name: '記録する' }).click();
    await page.getByText(/119番（消防） に引き継ぎました/).waitFor();
  });

  it('puts two reports side by side and decides', async () => {
    const { page } = desk;
    await tab(/^食い違い\s*1/).click();
    const now = page.getByRole('region', { name: 'いま有効' });
    await now.getByText('薬がない').waitFor();
    await page.getByRole('region', { name: '別の報告' }).getByText('知らせた人：隣の人').waitFor();
    expect(await desk.axe()).toEqual([]);
    await desk.shot('safety-conflicts');
    await now.getByRole('button', { name: 'こちらを有効にする' }).click();
    await page.getByText('いまはありません。').waitFor();
  });

  it('lists whose silence was raised and keeps the minutes of the ladder', async () => {
    const { page } = desk;
    await tab(/順番が上がった方/).click();
    await page.getByText('順番が上がるまでの時間（分）').click();
    await page.getByLabel('レベル5 地区の担当まで').fill('20');
    await page.getByLabel('レベル5 地区の担当まで').press('Tab');
    await page.getByRole('button', { name: '記録する' }).click();
    await expect
      .poll(async () => (await world.staff.read(`/incidents/${incident.id}/escalation-timers`)).items.at(-1))
      .toEqual({ level: 5, to_coordinator: 20, to_center: 60, to_hq: 60 });
    expect(await desk.axe()).toEqual([]);
    await desk.shot('safety-raised');
  });

  it('takes a shelter list that was pasted', async () => {
    const { page } = desk;
    await person(world.here, { name: '貼付 梅', name_kana: 'ハリツケ ウメ', birth_date: '1941-02-03' });
    await tab(/避難所の名簿/).click();
    await page.fill('[name=name]', '見本小学校');
    await page.fill('[name=people]', '貼付 梅\tハリツケ ウメ\t昭和16年2月3日\nよその 人');
    await page.getByLabel('避難所の名簿').getByText('2人', { exact: true }).waitFor();
    await page.getByRole('button', { name: '名簿を照らし合わせる' }).click();
    await page.getByText('無事・避難所にした 1').waitFor();
    await page.getByText('対象でない 1').waitFor();
    expect(await desk.axe()).toEqual([]);
    await desk.shot('safety-arrivals');
  });

  it('takes what the family says on the telephone with one tap', async () => {
    const { page } = desk;
    const grandmother = await person(world.here, { name: '電話 菊', name_kana: 'デンワ キク' });
    await tab(/家族からの電話/).click();
    await page.fill('[name=told_by]', '長女');
    await page.fill('[name=q]', 'デンワ');
    await page.getByRole('button', { name: 'この方', exact: true }).click();
    await page.getByText('訓練です。119番にはかけません。').waitFor();
    await desk.shot('safety-call');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '無事・ほかの場所' }).click();
    await expect.poll(async () => (await row_of(world.staff, round, grandmother)).status).toBe('safe_elsewhere');
    expect((await row_of(world.staff, round, grandmother)).last_check).toMatchObject({ method: 'family', told_by: '長女' });
  });

  it('starts a round over one district and says before whom it asks again', async () => {
    const { page } = desk;
    await tab(/^救助/).click();
    await page.getByRole('button', { name: '安否確認を始める…' }).click();
    await page.getByText('全部の地区を、はじめから確認しなおします。').waitFor();
    await page.getByLabel(world.here.name, { exact: true }).check();
    await page.getByText(/えらんだ 1地区の \d+人 を、はじめから確認しなおします。/).waitFor();
    expect(await desk.axe()).toEqual([]);
    await desk.shot('safety-area-round');
    await page.getByRole('button', { name: '安否確認を始める', exact: true }).click();
    await page.getByText(/続いている回/).waitFor();
    const rounds = (await world.staff.read(`/incidents/${incident.id}/rounds`)).items;
    expect(rounds[0]).toMatchObject({ number: 2, cause: 'aftershock', district_ids: [world.here.id] });
    expect(desk.complaints).toEqual([]);
  });

  it('fits a telephone', async () => {
    const small = await Window.open(browser, server, '/desk/', k_phone, world.staff.account.login);
    await small.page.evaluate((id) => sessionStorage.setItem('musubi.desk.incident', id), incident.id);
    await small.page.goto(`${server.url}/desk/#/safety/rescues`);
    await small.page.reload();
    await small.page.getByText('【訓練】119番にはかけません').waitFor();
    await small.shot('safety-rescues-phone');
    const { scroll, width } = await small.page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
    expect(scroll, 'nothing to scroll sideways').toBeLessThanOrEqual(width);
    expect(await small.axe()).toEqual([]);
  });
});
