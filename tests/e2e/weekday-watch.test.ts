// 見守り on weekdays in a real browser: the desk enters somebody who agreed, the coordinator's phone shows whom to look in
// on, a visit is one press, also without signal, and the desk follows without a reload. The desk chooses who looks in: that
// phone lists the person as its own, the others' does not. A drill's end is one act.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_check, a_need, a_registrant, a_world, an_incident, sleep, somebody, type World } from './support/builders.ts';
import type { Api, Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let desk: Window;
let phone: Window;
let person: Body;
/** Looks in where the desk says so; of the same district as world.coordinator. */
let named: Api;
let named_phone: Window;

const watch_of = async (id: string): Promise<Body> =>
  (await world.admin.read('/watches?limit=100')).items.find((one: Body) => one.registrant.id === id);
const watch_by_name = async (name: string): Promise<Body> =>
  (await world.staff.read('/watches?limit=100')).items.find((one: Body) => one.registrant.name === name);
const is_mine = async (who: Api, id: string): Promise<boolean> =>
  (await who.read('/watches?limit=100')).items.find((one: Body) => one.registrant.id === id).is_mine;
async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await look()) return;
    await sleep(100);
  }
  throw new Error(`never came: ${what}`);
}

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  person = await world.admin.make('/registrants', a_registrant(world.here.id, { name: '見守 ハル', name_kana: 'ミマモリ ハル' }));
  await world.admin.make('/registrants', a_registrant(world.here.id, { name: '内緒 ナツ', consent: { normal_time: false } }));
  await world.admin.make('/registrants', a_registrant(world.here.id, { name: '見守 アキ', name_kana: 'ミマモリ アキ' }));
  named = await somebody(world.admin, 'coordinator', { district_ids: [world.here.id], name: '民生 一郎' });
  browser = await a_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('the desk', () => {
  it('enters somebody who agreed, and finds nobody who did not', async () => {
    desk = await Window.open(browser, server, '/desk/#/safety', k_desk, world.staff.account.login);
    const { page } = desk;
    const search = page.getByRole('searchbox', { name: '名前・ふりがな・電話・番号でさがす' });
    await search.fill('内緒');
    await page.getByText('0件').first().waitFor();
    await search.fill('見守 ハル');
    await page.getByRole('button', { name: /見守 ハル/ }).click();
    await page.getByRole('dialog').getByText('地区の担当者が見守ります。', { exact: true }).waitFor();
    await page.getByRole('button', { name: '見守りを始める' }).click();
    await page.getByText('まだ訪問の記録はありません').waitFor();
    await page.fill('[name=interval_days]', '1');
    await page.fill('[name=look_for]', '玄関の灯り');
    await page.getByRole('button', { name: '保存する' }).click();
    await until('the interval', async () => (await watch_of(person.id)).interval_days === 1);
    await desk.shot('weekday-desk');
    expect(await desk.axe()).toEqual([]);
  });
});

describe('the phone of the coordinator', () => {
  it('shows the same people where no round runs', async () => {
    phone = await Window.open(browser, server, '/phone/', k_phone, world.coordinator.account.login);
    const { page } = phone;
    await page.getByRole('link', { name: /見守 ハル 様/ }).waitFor();
    await phone.shot('weekday-list');
    expect(await phone.axe()).toEqual([]);
  });

  it('takes a visit in one press, with what was noticed, and the desk follows', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: /見守 ハル 様/ }).click();
    await page.getByText('玄関の灯り').waitFor();
    await page.getByText('新聞がたまる').click();
    await phone.shot('weekday-entry');
    expect(await phone.axe()).toEqual([]);
    await page.getByRole('button', { name: '気になる' }).click();
    await until('the concern', async () => (await watch_of(person.id)).told === 'coordinator');
    await page.getByText('▲ 気になる').waitFor();
    await desk.page.getByText('地区の担当に連絡').first().waitFor();
    await desk.page.getByText('新聞').first().waitFor();
    expect(desk.was_reloaded).toBe(false);
  });

  it('keeps a visit that was made without signal and sends it once', async () => {
    const { page } = phone;
    await phone.context.setOffline(true);
    await page.getByRole('link', { name: /見守 ハル 様/ }).click();
    await page.getByRole('button', { name: '会えた・声を聞いた' }).click();
    await page.getByText('未送信').first().waitFor();
    await phone.shot('weekday-unsent');
    await phone.context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await until('the visit', async () => (await watch_of(person.id)).told === 'nobody');
    const visits = (await world.admin.read(`/watches/${(await watch_of(person.id)).id}/visits`)).items;
    expect(visits.map((one: Body) => one.result)).toEqual(['met', 'concern']);
    expect(phone.complaints).toEqual([]);
  });
});

describe('who looks in', () => {
  const section = (window: Window, title: string) => window.page.getByRole('region', { name: title });
  const k_theirs = 'ほかの人が見守る方';

  it('is chosen when a watch begins, by names of the district and the centre alone', async () => {
    const { page } = desk;
    await page.getByRole('searchbox', { name: '名前・ふりがな・電話・番号でさがす' }).fill('見守 アキ');
    await page.getByRole('button', { name: /見守 アキ/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: '民生 一郎' }).check();
    await dialog.getByText('民生 一郎さんが見守ります。').waitFor();
    const boxes = await dialog.getByRole('checkbox').count();
    expect(boxes).toBe((await world.staff.read(`/districts/${world.here.id}/watchers`)).items.length);
    for (const label of await dialog.locator('label.choice').all()) expect((await label.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    await page.fill('dialog [name=interval_days]', '3');
    await desk.shot('weekday-new');
    expect(await desk.axe()).toEqual([]);
    await dialog.getByRole('button', { name: '見守りを始める' }).click();
    await page.getByText('まだ訪問の記録はありません').waitFor();
    const watch = await watch_by_name('見守 アキ');
    expect(watch.watchers.map((one: Body) => one.name)).toEqual(['民生 一郎']);
    expect(watch.interval_days).toBe(3);
  });

  it('is changed later, and only the phone of the chosen one lists the person as its own', async () => {
    expect(await is_mine(named, person.id)).toBe(true); // nobody chosen: every coordinator of the district
    named_phone = await Window.open(browser, server, '/phone/', k_phone, named.account.login);
    await section(phone, 'このあとの人').getByRole('link', { name: /見守 ハル 様/ }).waitFor();
    await section(named_phone, 'このあとの人').getByRole('link', { name: /見守 ハル 様/ }).waitFor();
    const { page } = desk;
    await page.getByRole('link', { name: /見守 ハル/ }).click();
    await page.getByRole('checkbox', { name: '民生 一郎' }).check();
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('民生 一郎さんが見守ります。').first().waitFor();
    await page.getByText('訪問がないときは、まず見守る人に知らせます。', { exact: false }).waitFor();
    await desk.shot('weekday-watchers');
    expect(await desk.axe()).toEqual([]);

    await section(phone, k_theirs).getByRole('link', { name: /見守 ハル 様.*見守る人：民生 一郎さん/ }).waitFor();
    await section(named_phone, 'このあとの人').getByRole('link', { name: /見守 ハル 様/ }).waitFor();
    expect(await section(named_phone, k_theirs).count()).toBe(0);
    expect(await section(phone, 'このあとの人').getByRole('link', { name: /見守 ハル 様/ }).count()).toBe(0);
    expect(await is_mine(named, person.id)).toBe(true);
    expect(await is_mine(world.coordinator, person.id)).toBe(false);
    await phone.shot('weekday-others');
    await named_phone.shot('weekday-mine');
    expect(await phone.axe()).toEqual([]);
  });

  it('hears of a missed visit first, the coordinator a day later, and the desk says so in words', async () => {
    const { id } = await watch_by_name('見守 アキ');
    const k_hour = 3600_000;
    const seen_ago = (hours: number) =>
      named.make(`/watches/${id}/visits`, { result: 'met', occurred_at: new Date(Date.now() - hours * k_hour).toISOString() });
    await desk.page.getByRole('link', { name: /見守 アキ/ }).click();

    await seen_ago(4 * 24 + 1); // every three days: missed since yesterday
    await desk.page.getByText('訪問がまだです。地区の担当者に知らせました。').waitFor();
    await section(phone, 'きょうまでの人').getByRole('link', { name: /見守 アキ 様/ }).waitFor();

    await seen_ago(3 * 24 + 1); // told late: missed since an hour
    await desk.page.getByText('訪問がまだです。民生 一郎さんに知らせました。').waitFor();
    await section(phone, k_theirs).getByRole('link', { name: /見守 アキ 様/ }).waitFor();
    await section(named_phone, 'きょうまでの人').getByRole('link', { name: /見守 アキ 様/ }).waitFor();
    await desk.shot('weekday-told');
    expect(desk.was_reloaded).toBe(false);
    for (const one of [desk, phone, named_phone]) expect(one.complaints).toEqual([]);
  });

  it('cannot be somebody who left, and the desk says whose box to clear', async () => {
    const account = (await world.admin.read('/accounts?limit=100')).items.find((one: Body) => one.name === '民生 一郎');
    await world.admin.change(`/accounts/${account.id}`, { status: 'disabled' }, account.version);
    const { page } = desk;
    await page.getByRole('checkbox', { name: '係 coordinator' }).check();
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('その人の印を外してください').waitFor();
    const box = page.getByRole('checkbox', { name: /民生 一郎.*今は見守れません/ });
    await box.waitFor();
    await desk.shot('weekday-gone');
    await box.uncheck();
    await page.getByRole('button', { name: '保存する' }).click();
    await until('the others', async () => (await watch_by_name('見守 アキ')).watchers[0]?.name === '係 coordinator');
    await page.getByText('係 coordinatorさんが見守ります。').first().waitFor();
  });
});

describe('the end of a drill', () => {
  it('is one act that shows what it removed', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true, name: '見本の訓練' }));
    await world.admin.make('/needs', a_need(world.here.id, { incident_id: drill.id }));
    const round = await world.admin.make(`/incidents/${drill.id}/rounds`, {});
    await world.admin.make(`/rounds/${round.id}/checks`, a_check(person.id));
    const admin = await Window.open(browser, server, '/desk/#/admin/incidents', k_desk, world.admin.account.login);
    const { page } = admin;
    await page.getByRole('button', { name: '訓練の記録を消す…' }).click();
    await page.getByText('もとにもどせません').waitFor();
    await page.getByRole('button', { name: '消す', exact: true }).click();
    await page.getByText('ニーズ 1件').waitFor();
    await page.getByText('安否の記録 1件').waitFor();
    await admin.shot('drill-wiped');
    expect(await admin.axe()).toEqual([]);
    expect((await world.admin.read(`/needs?incident_id=${drill.id}`)).items).toEqual([]);
    expect(admin.complaints).toEqual([]);
  });
});
