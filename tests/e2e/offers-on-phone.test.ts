// Offers that keep going, in a real browser: staff lets a need ask on; the phone says why, how far, with whom and what to
// bring; a no teaches something that can be erased, and the next person is asked without anybody doing anything; whoever
// said yes hands the job over and keeps it until somebody else says yes; that yes comes over the telephone, by one key.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_volunteer, a_waiting_need, a_world, somebody, type World } from './support/builders.ts';
import type { Api, Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let desk: Window;
let first: Window;
let second: Window;
let first_api: Api;
let need: Body;

const k_title = '庭の草取りと生け垣の手入れ';
const k_first = '手伝 花子';
const k_second = '例示 次郎';
const k_by_phone = '電話 三代';

/** Somebody who lives so many metres north of the job. */
const a_neighbour = (name: string, metres: number, over: Body = {}) =>
  world.admin.make(
    '/volunteers',
    a_volunteer(world.here.id, { name, lat: 35.25 + metres / 111_000, lng: 139.17, skills: ['gardening'], ...over }),
  );

async function with_a_phone(login: string, name: string, metres: number): Promise<Api> {
  const volunteer = await a_neighbour(name, metres);
  return somebody(world.admin, 'volunteer', { login, volunteer_id: volunteer.id });
}

/** Tomorrow in Japan, at a time of day. */
function tomorrow(time: string): string {
  const day = new Date(Date.now() + 33 * 3600_000).toISOString().slice(0, 10);
  return `${day}T${time}:00.000+09:00`;
}

/** Buttons that a cold hand might miss. */
const too_small = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main .btn, main .choice, .thumb .btn, .tabs a, main .pp')]
      .filter((one) => one.offsetParent !== null && !one.matches('.btn-s'))
      .map((one) => ({ what: one.innerText.slice(0, 20), ...one.getBoundingClientRect().toJSON() }))
      .filter((box) => box.width < 48 || box.height < 48)
      .map((box) => `${box.what} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
const to_the_middle = async (page: Page, text: string) => {
  await page.getByText(text).evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await page.waitForTimeout(100);
};
/** What sticks out to the right of the screen. */
const too_wide = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((one) => `${one.tagName}.${one.className} ${one.innerText?.slice(0, 20)}`),
  );
const total = async () => (await world.staff.read(`/needs/${need.id}`)).places;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  // The story runs at any hour of the day: no hour is quiet.
  const policy = await world.admin.read('/policies/offers');
  await world.admin.patch('/policies/offers', { quiet_from: 0, quiet_until: 0 }, policy.version);
  first_api = await with_a_phone('hanako', k_first, 20);
  await with_a_phone('jiro', k_second, 250);
  await a_neighbour(k_by_phone, 500, { phone: '0465-00-3333' });
  need = await a_waiting_need(world.staff, world.here.id, {
    title: k_title,
    category: 'garden',
    skills: ['gardening'],
    lat: 35.25,
    lng: 139.17,
    starts_at: tomorrow('09:30'),
    ends_at: tomorrow('12:00'),
    bring: '軍手・帽子・飲み物 1リットル',
    people_needed: 1,
  });
  browser = await a_browser();
  desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
  first = await Window.open(browser, server, '/phone/', k_phone, 'hanako');
  second = await Window.open(browser, server, '/phone/', k_phone, 'jiro');
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('a need that asks on', () => {
  it('is set going at the desk by one question, and is on the phone as a line at the edge of the screen', async () => {
    const { page } = desk;
    await page.goto(`${server.url}/desk/#/needs/${need.id}`);
    await page.getByRole('button', { name: '順に声をかける…' }).click();
    await page.getByText('断られたり、期限が過ぎたりすると、次の人に自動で聞きます').waitFor();
    await page.fill('[name=together]', '1');
    await desk.shot('desk-wave-start');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '声をかけ始める' }).click();
    await first.page.getByText(`お手伝いのお願いがあります：${k_title}`).waitFor();
    await first.shot('phone-notice-toast');
    await page.getByText('聞いた 1人・決定 0・返事待ち 1').waitFor();
    await desk.shot('desk-wave-running');
    expect(await desk.axe()).toEqual([]);
  });

  it('stands among the notices of the nearest, marked as new until it was seen', async () => {
    const { page } = first;
    await page.getByRole('link', { name: /お知らせ/ }).click();
    await page.getByText('新しい', { exact: true }).waitFor();
    await first.shot('phone-notices');
    expect(await first.axe()).toEqual([]);
    expect(await too_small(page)).toEqual([]);
    await expect.poll(async () => (await first_api.read('/me/notices')).items[0].seen_at).not.toBeNull();
    await page.getByRole('link', { name: /お手伝い/ }).first().click();
    await page.getByRole('link', { name: /お知らせ/ }).click();
    await page.getByText('お手伝いのお願いがあります').first().waitFor();
    expect(await page.getByText('新しい', { exact: true }).count()).toBe(0);
  });

  it('says why me, how far, how long, with whom and what to bring', async () => {
    const { page } = first;
    await page.locator('.pp', { hasText: k_title }).first().click();
    await page.getByRole('heading', { name: k_title }).waitFor();
    const said = await page.innerText('main');
    for (const words of ['9:30〜12:00', '2時間30分', '家から 100 m', 'あなた1人です', '軍手・帽子', 'あなたにお願いする理由', '近い', 'できること：庭仕事'])
      expect(said).toContain(words);
    expect(said).not.toContain('例示 一郎'); // whose garden it is
    expect(await page.locator('.toast').count()).toBe(0); // whoever looks at it need not be told
    await first.shot('phone-offer');
    expect(await first.axe()).toEqual([]);
    expect(await too_small(page)).toEqual([]);
    await page.getByRole('button', { name: 'やさしい日本語' }).click();
    await first.shot('phone-offer-easy');
    expect(await first.axe()).toEqual([]);
    await page.getByRole('button', { name: 'ふつうの日本語' }).click();
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    await first.shot('phone-offer-text200');
    expect(await too_wide(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: k_title }).waitFor();
  });

  it('takes a no by one tap, asks why afterwards, and says what it learned from the answer', async () => {
    const { page } = first;
    await page.getByRole('button', { name: '断る', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('断りました').waitFor();
    await page.getByText('よければ、理由を教えてください').waitFor();
    await first.shot('phone-declined');
    expect(await first.axe()).toEqual([]);
    expect(await too_small(page)).toEqual([]);
    await page.getByRole('button', { name: 'できない内容' }).click();
    await page.getByText('「庭の手入れ」のお願いは少なめにします').waitFor();
    await first.shot('phone-learned');
    expect(await first.axe()).toEqual([]);
  });

  it('asks the next person without anybody doing anything', async () => {
    await desk.page.getByText('聞いた 2人・決定 0・返事待ち 1').waitFor();
    await desk.page.getByText('できない内容').first().waitFor();
    await second.page.getByText(k_title).first().waitFor();
    await desk.page.getByText('次の人に声をかけた').first().waitFor();
    expect(desk.was_reloaded).toBe(false);
  });
});

describe('what was learned from a no', () => {
  it('stands in words among my wishes, and one tap erases it', async () => {
    const { page } = first;
    await page.goto(`${server.url}/phone/#/me`);
    await page.getByRole('link', { name: /連絡と希望/ }).click();
    await page.getByText('「庭の手入れ」のお願いは少なめにします').waitFor();
    await first.shot('phone-wishes-top');
    await to_the_middle(page, 'お断りからおぼえたこと');
    await first.shot('phone-wishes-learned');
    expect(await first.axe()).toEqual([]);
    expect(await too_small(page)).toEqual([]);
    expect((await first_api.read('/me/preferences')).items).toHaveLength(1);
    await page.getByRole('button', { name: /元にもどす/ }).click();
    await page.getByText('おぼえていることはありません').waitFor();
    expect((await first_api.read('/me/preferences')).items).toEqual([]);
  });

  it('stands beside how I want to be reached, which I decide myself', async () => {
    const { page } = first;
    await page.getByText('自分で決める').click();
    await page.fill('[name=quiet_from]', '20:00');
    await page.fill('[name=quiet_until]', '08:00');
    await page.selectOption('[name=travel_max_m]', '3');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('保存しました').waitFor();
    await first.shot('phone-wishes-saved');
    const { volunteer } = await first_api.read('/me');
    expect(volunteer).toMatchObject({ contact_by: 'app', quiet_from: 1200, quiet_until: 480, travel_max_m: 3000 });
    await desk.page.goto(`${server.url}/desk/#/people/${volunteer.id}`);
    await desk.page.locator('[name=quiet_from]').scrollIntoViewIfNeeded();
    expect(await desk.page.inputValue('[name=quiet_from]')).toBe('20:00');
    await desk.shot('desk-volunteer-wishes');
    expect(await desk.axe()).toEqual([]);
    await desk.page.goto(`${server.url}/desk/#/needs/${need.id}`);
  });
});

describe('whoever said yes', () => {
  it('has the job by one tap', async () => {
    const { page } = second;
    await page.locator('.pp', { hasText: k_title }).first().click();
    await page.getByRole('button', { name: '引き受ける', exact: true }).click();
    await page.getByText('決まりました').first().waitFor();
    await desk.page.getByText('決定 1・のこり 0').waitFor();
    await desk.page.getByText('人数がそろいました').waitFor();
  });

  it('hands it over, also without signal, and is told that it is theirs until somebody says yes', async () => {
    const { page } = second;
    await to_the_middle(page, 'ほかの人が引き受けるまで、この仕事はあなたのままです');
    await second.shot('phone-job-swap');
    expect(await too_small(page)).toEqual([]);
    await second.context.setOffline(true);
    await page.getByRole('button', { name: '代わりをさがしてもらう' }).click();
    await page.getByText('代わりのお願いは、まだ届いていません').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await second.shot('phone-job-swap-unsent');
    expect(await second.axe()).toEqual([]);
    expect(await page.getByText('代わりの人をさがしています').count()).toBe(0);
    expect((await total()).accepted).toBe(1);
    await second.context.setOffline(false);
    await page.getByText('代わりの人をさがしています').waitFor({ timeout: 60_000 });
    await page.evaluate(() => scrollTo(0, 0));
    await second.shot('phone-job-swap-wanted');
    expect(await second.axe()).toEqual([]);
    expect((await total()).accepted).toBe(1);
    await desk.page.getByText('代わりを希望').first().waitFor();
    await desk.page.getByText('代わりを希望した').waitFor();
    await desk.shot('desk-swap-wanted');
    expect(await desk.axe()).toEqual([]);
  });

  it('may take that back, and ask again from where one stops a job', async () => {
    const { page } = second;
    await page.getByRole('button', { name: 'やっぱり自分で行く' }).click();
    await page.getByText('代わりの人をさがしています').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /危ない/ }).click();
    await second.shot('phone-job-stop');
    expect(await second.axe()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '代わりをさがしてもらう' }).click();
    await page.getByText('代わりの人をさがしています').waitFor();
  });
});

describe('the call list', () => {
  it('says whom to ring, with the number and what to say, and answers to one key', async () => {
    const { page } = desk;
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: `${k_by_phone} さん` }).waitFor();
    const said = await page.innerText('.call');
    for (const words of ['0465-00-3333', k_title, '9:30〜12:00', '軍手・帽子']) expect(said).toContain(words);
    await desk.shot('desk-calls');
    expect(await desk.axe()).toEqual([]);
    await page.keyboard.press('t');
    await page.getByText('1回かけた').first().waitFor();
    await page.getByRole('heading', { name: `${k_by_phone} さん` }).waitFor(); // the row under the hand did not move
    await desk.shot('desk-calls-tried');
  });

  it('fills the need by a yes on the telephone, and the one who handed over is told', async () => {
    const { page } = desk;
    await page.keyboard.press('y');
    await page.getByText(`${k_by_phone}さんが引き受けました`).waitFor();
    await desk.shot('desk-calls-yes');
    expect(await desk.axe()).toEqual([]);
    const places = await total();
    expect(places.accepted).toBe(1);
    const offers = (await world.staff.read(`/needs/${need.id}/offers`)).items as Body[];
    const holder = offers.filter((one) => one.status === 'accepted').map((one) => one.volunteer.name);
    expect(holder).toEqual([k_by_phone]);
    await second.page.getByText('代わりの人が決まりました').first().waitFor();
    await second.shot('phone-job-handed-over');
    expect(await second.axe()).toEqual([]);
  });

  it('takes a no with a reason by keys, too', async () => {
    const other = await a_waiting_need(world.staff, world.here.id, { title: '買い物の代行', lat: 35.25, lng: 139.17 });
    const person = await a_neighbour('電話 四郎', 900);
    await world.staff.make(`/needs/${other.id}/offers`, { volunteer_ids: [person.id], expires_in_s: 3600 });
    const { page } = desk;
    await page.getByRole('button', { name: /新着/ }).click();
    await page.locator('.call-row', { hasText: '電話 四郎' }).click();
    await page.keyboard.press('n');
    await page.getByText('断った理由').waitFor();
    await page.keyboard.press('2');
    await expect.poll(async () => (await world.staff.read(`/needs/${other.id}/offers`)).items[0].decline_reason).toBe('too_far');
    await desk.shot('desk-calls-no');
    expect(await desk.axe()).toEqual([]);
  });
});

describe('the policy of asking', () => {
  it('is changed by the administrator within its bounds', async () => {
    const office = await Window.open(browser, server, '/desk/', k_desk, 'admin');
    const { page } = office;
    await page.goto(`${server.url}/desk/#/admin/offers`);
    await page.fill('[name=open_offers_max]', '99');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('数が範囲の外です').waitFor();
    await page.fill('[name=open_offers_max]', '2');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('依頼のきまりを保存しました').waitFor();
    await office.shot('desk-policy');
    expect(await office.axe()).toEqual([]);
    expect((await world.admin.read('/policies/offers')).open_offers_max).toBe(2);
    expect(office.complaints.filter((line) => !/422/.test(line))).toEqual([]);
  });
});

it('left no complaint on any page', () => {
  const expected = /WebSocket connection to/;
  for (const window of [desk, first, second])
    expect(window.complaints.filter((line) => !expected.test(line))).toEqual([]);
});
