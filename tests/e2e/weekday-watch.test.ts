// 見守り on weekdays in a real browser: the desk enters somebody who agreed, the coordinator's phone shows whom to look in
// on, a visit is one press, also without signal, and the desk follows without a reload. A drill's end is one act.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_check, a_need, a_registrant, a_world, an_incident, sleep, type World } from './support/builders.ts';
import type { Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let desk: Window;
let phone: Window;
let person: Body;

const watch_of = async (id: string): Promise<Body> =>
  (await world.admin.read('/watches?limit=100')).items.find((one: Body) => one.registrant.id === id);
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
