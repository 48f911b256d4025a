// The main job in a real browser: staff takes a need by phone, finds whom to ask, sends offers; a volunteer accepts on a
// phone; the desk shows it without a reload; a coordinator records safety checks on a phone; the wall's map and counts
// change live; the network is cut and returns, and nothing is missing or doubled.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_check, a_registrant, a_world, an_incident, somebody, type World } from './support/builders.ts';
import { sign_in, type Api, type Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let desk: Window;
let phone: Window;

const k_title = '庭の草取り';
const k_volunteer = '手伝 花子';

async function somebody_on_a_phone(): Promise<Api> {
  const volunteer = await world.admin.make('/volunteers', {
    name: k_volunteer,
    name_kana: 'テツダイ ハナコ',
    phone: '090-0000-0042',
    district_id: world.here.id,
    skills: ['gardening'],
    consent: true,
    insurance: { plan: 'basic', joined_on: '2026-04-01', cover_from: '2026-04-02', cover_until: '2030-03-31' },
  });
  return somebody(world.admin, 'volunteer', { login: 'hanako', volunteer_id: volunteer.id });
}

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  await somebody_on_a_phone();
  browser = await a_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('an everyday need', () => {
  it('is taken by phone on the intake form', async () => {
    desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
    phone = await Window.open(browser, server, '/phone/', k_phone, 'hanako');
    const { page } = desk;
    // First search, so that nobody is taken down twice; then the form.
    await page.getByLabel('ニーズをさがす').fill('0465-00-1234');
    await page.getByRole('link', { name: '新しいニーズを受け付ける' }).click();
    await page.fill('[name="requester.phone"]', '0465-00-1234');
    await page.fill('[name="requester.name_kana"]', 'ミホン ウメコ');
    await page.fill('[name="requester.name"]', '見本 梅子');
    await page.fill('[name="address"]', '小田原市見本町1-2-3');
    await page.selectOption('[name="district_id"]', world.here.id);
    await page.fill('[name="title"]', k_title);
    await page.fill('[name="people_needed"]', '1');
    await desk.shot('desk-intake');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '受け付ける', exact: true }).click();
    await page.getByRole('heading', { name: k_title }).first().waitFor();
  });

  it('is offered to the candidates that the desk picks, with reasons', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /振り分け/ }).first().click();
    await page.getByRole('button', { name: /調査はいらない/ }).click();
    const row = page.locator('[data-row]', { hasText: k_volunteer });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/同じ地区/);
    await page.getByText('決定 0・のこり 1・返事待ち 0').waitFor();
    await row.locator('input[type=checkbox]').check();
    await desk.shot('desk-candidates');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: /選んだ1人に依頼を送る/ }).click();
    const ask = page.getByRole('dialog').getByRole('button', { name: /送る|はい/ });
    await ask.or(page.getByText('返事待ち 1')).first().waitFor();
    if (await ask.count()) await ask.first().click();
    await page.getByText('返事待ち 1').first().waitFor();
  });

  it('is accepted on the phone, and the desk shows it without a reload', async () => {
    await phone.page.getByText(k_title).first().click();
    await phone.page.getByText('同じ地区').first().waitFor();
    await phone.shot('phone-offer');
    expect(await phone.axe()).toEqual([]);
    expect(await phone.page.innerText('body')).not.toContain('見本 梅子');
    await phone.page.getByRole('button', { name: '引き受ける', exact: true }).click();
    await phone.page.getByText('決まりました').first().waitFor();
    await phone.shot('phone-accepted');
    await desk.page.getByText('決定 1').first().waitFor();
    expect(await desk.page.innerText('body')).toContain('担当決定');
    expect(desk.was_reloaded).toBe(false);
    expect(phone.was_reloaded).toBe(false);
  });

  it('shows address and name on the job card once it is decided, and is reported from there', async () => {
    const { page } = phone;
    await page.getByText('見本 梅子').or(page.getByRole('button', { name: /わかりました|仕事/ })).first().waitFor();
    const seen = page.getByRole('button', { name: /わかりました|仕事を見る/ });
    if (await seen.count()) await seen.first().click();
    await page.getByText('見本 梅子').first().waitFor();
    await phone.shot('phone-job');
    expect(await phone.axe()).toEqual([]);
    await page.getByRole('button', { name: '到着した' }).click();
    await page.getByRole('button', { name: '終わりの報告' }).click();
    await page.getByText('いない', { exact: true }).first().click();
    await page.getByText('終わった', { exact: true }).first().click();
    await page.getByRole('button', { name: '報告する' }).click();
    await page.getByText('報告を受けとりました').first().waitFor();
    expect(await page.innerText('body')).not.toContain('見本 梅子');
    await desk.page.getByText('完了').first().waitFor();
  });

  it('left no complaint on either page', () => {
    expect(desk.complaints).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });
});

describe('a drill', () => {
  const k_people = 12;
  let incident: Body;
  let round: Body;
  let coordinator: Window;
  let wall: Window;
  let people: Body[];

  const total = async () => (await world.staff.read(`/incidents/${incident.id}/progress`)).total;
  const left_on_wall = async () => Number((await wall.page.locator('[data-left]').first().innerText()).replace(/[^0-9]/g, ''));
  const wall_says = (open: number) => expect.poll(left_on_wall, { timeout: 20_000 }).toBe(open);

  const record_on_phone = async (name: string) => {
    await coordinator.page.getByText(name).first().click();
    await coordinator.page.getByRole('button', { name: /無事・在宅/ }).click();
    await coordinator.page.getByRole('button', { name: /次の人へ|一覧へ/ }).first().waitFor();
  };
  const back_to_list = async () => {
    await coordinator.page.goto(`${server.url}/phone/#/watch`);
    await coordinator.page.getByText(/のこり/).first().waitFor();
  };

  beforeAll(async () => {
    people = [];
    for (let i = 0; i < k_people; i += 1)
      people.push(
        await world.admin.make(
          '/registrants',
          a_registrant(world.here.id, { name: `見守 ${i}郎`, lat: 35.26 + i * 0.004, lng: 139.16 + i * 0.004 }),
        ),
      );
    incident = await world.admin.make('/incidents', an_incident({ name: '総合防災訓練', is_drill: true }));
    round = await world.staff.make(`/incidents/${incident.id}/rounds`, {});
    coordinator = await Window.open(browser, server, '/phone/', k_phone, world.coordinator.account.login);
    wall = await Window.open(browser, server, '/board/', k_desk, world.viewer.account.login);
  });

  it('opens on the wall with everybody unknown, in the frame of a drill, without a name', async () => {
    await wall_says(k_people);
    expect(await wall.page.innerText('body')).toContain('訓練');
    expect(await wall.page.title()).toContain('訓練');
    expect(await wall.page.innerText('body')).not.toContain('見守');
    await wall.shot('board-start');
    expect(await wall.axe()).toEqual([]);
  });

  it('moves the wall when a coordinator records a check in two taps', async () => {
    await coordinator.page.getByText('見守 0郎').first().waitFor();
    await coordinator.shot('phone-watch-list');
    expect(await coordinator.axe()).toEqual([]);
    await record_on_phone('見守 0郎');
    await coordinator.shot('phone-watch-saved');
    await wall_says(k_people - 1);
    expect((await total()).counts.safe_home).toBe(1);
    expect(wall.was_reloaded).toBe(false);
  });

  it('misses and doubles nothing when the network is cut and returns', async () => {
    await back_to_list();
    await coordinator.page.getByText('見守 1郎').first().waitFor();
    await coordinator.context.setOffline(true);
    await wall.context.setOffline(true);
    await record_on_phone('見守 1郎');
    await coordinator.page.getByText(/未送信/).first().waitFor();
    await coordinator.shot('phone-watch-offline');
    await world.staff.make(`/rounds/${round.id}/checks`, a_check(people[2]!.id, { status: 'needs_help' }));
    expect((await total()).open).toBe(k_people - 2);
    await wall.page.getByText(/切断|古い/).first().waitFor({ timeout: 60_000 });
    await coordinator.context.setOffline(false);
    await wall.context.setOffline(false);
    await expect.poll(async () => (await total()).open, { timeout: 60_000 }).toBe(k_people - 3);
    await expect.poll(left_on_wall, { timeout: 60_000 }).toBe(k_people - 3);
    const { counts } = await total();
    expect(counts).toMatchObject({ safe_home: 2, needs_help: 1, unconfirmed: k_people - 3 });
    // The help that was asked for is one need, not two.
    const needs = await world.staff.read(`/needs?incident_id=${incident.id}`);
    expect(needs.items).toHaveLength(1);
    await wall.shot('board-after');
  });

  it('asks for nothing while it is left alone for a minute', async () => {
    await wall.page.waitForTimeout(2_000);
    const before = wall.requests.length;
    await wall.page.waitForTimeout(60_000);
    expect(wall.requests.slice(before)).toEqual([]);
  });

  it('left no complaint on either page', () => {
    const expected = /WebSocket connection to/;
    expect(coordinator.complaints.filter((line) => !expected.test(line))).toEqual([]);
    expect(wall.complaints.filter((line) => !expected.test(line))).toEqual([]);
  });
});

describe('somebody without a login', () => {
  it('registers on the phone with consent and is found at the desk', async () => {
    const context = await browser.newContext({ viewport: k_phone, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.url}/phone/#/register`);
    await page.fill('[name="name"]', '新人 太郎');
    await page.fill('[name="name_kana"]', 'シンジン タロウ');
    await page.fill('[name="phone"]', '090-0000-0077');
    await page.fill('[name="login"]', 'shinjin');
    await page.fill('[name="password"]', 'long-enough-7');
    await page.getByText('読みました').click();
    await page.getByRole('button', { name: '登録する' }).click();
    await page.getByText('登録しました').or(page.getByText('お手伝い')).first().waitFor();
    const hits = await world.staff.post('/search', { kind: 'volunteer', q: 'シンジン' });
    expect(hits.body.items.map((hit: Body) => hit.title)).toContain('新人 太郎');
    expect((await sign_in(server, 'shinjin', 'long-enough-7')).account.role).toBe('volunteer');
    await context.close();
  });
});
