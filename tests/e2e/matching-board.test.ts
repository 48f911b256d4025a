// The matching board in a real browser: a plan for tomorrow is made and changed by keys alone, a what-if is looked at before
// anything is changed, and only the commit tells anybody: offers on an everyday plan, teams in an incident. Meanwhile another
// desk goes on working, and the board says what moved.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, press, tab_to, Window } from './support/browser.ts';
import { a_volunteer, a_waiting_need, a_world, an_incident, somebody, type World } from './support/builders.ts';
import type { Api, Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;

const k_jst_ms = 9 * 3600_000;
const tomorrow = new Date(Date.now() + k_jst_ms + 86_400_000).toISOString().slice(0, 10);
const k_times = { starts_at: `${tomorrow}T09:00:00.000+09:00`, ends_at: `${tomorrow}T12:00:00.000+09:00` };

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  for (const name of ['高木 一', '三浦 二葉', '小川 三郎', '北村 四季'])
    await world.admin.make('/volunteers', a_volunteer(world.here.id, { name, skills: ['mud_removal', 'leader'] }));
  browser = await a_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const cell = (page: Page, name: RegExp) => page.getByRole('gridcell', { name }).first();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const cells_that = (page: Page, mark: string) => page.getByRole('gridcell', { name: new RegExp(`、${mark}`) });
const offers_of = async (need: Body): Promise<Body[]> => (await world.staff.read(`/needs/${need.id}/offers`)).items;

/** The board of tomorrow with a fresh plan, by keys. */
async function a_plan(desk: Window): Promise<string> {
  const { page } = desk;
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  const when = page.locator('.m-when summary');
  await when.waitFor();
  if (!(await page.getByRole('heading', { level: 1 }).innerText()).includes(`${Number(tomorrow.slice(8))}日`)) {
    await press(page, when);
    await press(page, page.getByRole('button', { name: '明日' }));
  }
  await page.getByRole('heading', { name: /の案は、まだありません/ }).or(page.getByRole('grid')).first().waitFor();
  await press(page, page.getByRole('button', { name: /^(案をつくる|新しい案をつくる)$/ }).last());
  await page.getByText(/案ができました/).first().waitFor();
  await page.getByRole('button', { name: 'この案を確定…' }).waitFor();
  await page.getByRole('gridcell').first().waitFor();
  const id = /matching\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  expect(id).toBeTruthy();
  return id!;
}

/** Moves the focus to the first cell with this mark, by arrow keys alone. */
async function walk_to(page: Page, mark: string): Promise<string> {
  await tab_to(page, page.locator('[role=gridcell][tabindex="0"]').first());
  await page.keyboard.press('Control+Home');
  const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  const cols = Number(await page.getByRole('grid').getAttribute('aria-colcount')) - 2;
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) {
      const name = await focused(page);
      if (name.includes(mark)) return name;
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no cell says ${mark}`);
}

describe('an everyday plan', () => {
  let desk: Window;
  let plan_id: string;
  let needs: Body[];

  beforeAll(async () => {
    needs = [
      await a_waiting_need(world.staff, world.here.id, { title: '家具の移動', people_needed: 2, priority: 'priority', ...k_times }),
      await a_waiting_need(world.staff, world.here.id, { title: '庭の草取り', people_needed: 1, ...k_times }),
      await a_waiting_need(world.staff, world.here.id, { title: '倒れた木', people_needed: 1, roles: [{ role: 'chainsaw', count: 1 }], ...k_times }),
    ];
    desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
  });

  it('is made by keys, with numbers, the proof of its worth, and why a need stays short', async () => {
    const { page } = desk;
    plan_id = await a_plan(desk);
    await desk.shot('matching-plan');
    expect(await desk.axe()).toEqual([]);
    expect(await page.innerText('.m-sum')).toMatch(/必要\s*4人/);
    expect(await page.innerText('.m-sum')).toMatch(/決まる人\s*3人/);
    expect(await page.innerText('.m-sum')).toMatch(/これ以上よい案はありません|これより良い案があっても、差は [\d.]+% 以内/);
    const unmet = page.locator('.m-unmet li', { hasText: '倒れた木' });
    expect(await unmet.innerText()).toMatch(/チェーンソー/);
    expect(await unmet.getByRole('link').count()).toBe(1);
    expect(await cells_that(page, '案が割り当て').count()).toBe(3);
    expect(await page.innerText('.m-head')).toContain('確定するまで、だれにも送りません');
    for (const need of needs) expect(await offers_of(need)).toEqual([]);
  });

  it('says why somebody goes there, on the cell with the focus', async () => {
    const name = await walk_to(desk.page, '案が割り当て');
    expect(name).toMatch(/ × N-/);
    await desk.page.locator('.m-reasons li').first().waitFor();
    expect(await desk.page.innerText('.m-insp')).toMatch(/点/);
  });

  it('answers a what-if before and after, and changes nothing until it is taken', async () => {
    const { page } = desk;
    const before = (await world.staff.read(`/plans/${plan_id}`)).version;
    await page.keyboard.press('w');
    const line = page.locator('.m-if.is-on');
    await line.waitFor();
    expect(await line.innerText()).toMatch(/を外すと/);
    expect(await line.innerText()).toMatch(/\d→\d+人|人数は変わりません[\s\S]*(さんが N-\S+ に入る|動く人 \d+人)/);
    await cells_that(page, 'もしで抜ける').first().waitFor();
    await desk.shot('matching-what-if');
    expect(await desk.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'detached' });
    expect((await world.staff.read(`/plans/${plan_id}`)).version).toBe(before);
    // Ten more people are no change of the plan: it can be looked at, not taken.
    await press(page, page.getByRole('button', { name: /ふやす・外す/ }));
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'どうなるか見る' }).click();
    await line.waitFor();
    expect(await line.innerText()).toMatch(/10人 来ると/);
    expect(await page.getByRole('button', { name: 'この変更を入れる' }).count()).toBe(0);
    await press(page, page.getByRole('button', { name: 'やめる' }));
  });

  it('lets a mouse drag somebody to another row, which is a what-if too', async () => {
    const { page } = desk;
    const from = cells_that(page, '案が割り当て').first();
    const who = (await from.getAttribute('aria-label'))!.split(' × ')[0]!;
    const to = page.getByRole('gridcell', { name: new RegExp(`^${who} × ${needs[1]!.number}`) });
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    await page.mouse.move(a!.x + 10, a!.y + 10);
    await page.mouse.down();
    await page.mouse.move(b!.x + 10, b!.y + 14, { steps: 4 });
    await page.mouse.up();
    const line = page.locator('.m-if.is-on');
    await line.waitFor();
    expect(await line.innerText()).toContain(`${who}さんを ${needs[1]!.number}`);
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'detached' });
  });

  it('locks a pair, takes somebody out, and takes both back', async () => {
    const { page } = desk;
    await walk_to(page, '案が割り当て');
    await page.keyboard.press('l');
    await cells_that(page, '人が固定').first().waitFor();
    expect((await world.staff.read(`/plans/${plan_id}`)).summary.locks).toBe(1);
    await walk_to(page, '案が割り当て');
    await page.keyboard.press('x');
    await expect.poll(() => cells_that(page, '案が割り当て').count()).toBe(1);
    await page.getByText(/から外しました/).first().waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => cells_that(page, '案が割り当て').count()).toBe(2);
    expect(await cells_that(page, '人が固定').count()).toBe(1);
  });

  it('is committed only after the question whom it tells, and then the offers exist', async () => {
    const { page } = desk;
    await press(page, page.getByRole('button', { name: 'この案を確定…' }));
    const ask = page.getByRole('dialog');
    await ask.waitFor();
    expect(await ask.innerText()).toMatch(/3人に依頼を送りますか/);
    expect(await ask.innerText()).toContain('家具の移動');
    await desk.shot('matching-commit');
    expect(await desk.axe()).toEqual([]);
    for (const need of needs) expect(await offers_of(need)).toEqual([]);
    await press(page, ask.getByRole('button', { name: '3人に送る' }));
    await page.getByText(/3人に依頼を送りました/).first().waitFor();
    const made = (await Promise.all(needs.map(offers_of))).map((offers) => offers.filter((one) => one.status === 'open').length);
    expect(made).toEqual([2, 1, 0]);
    expect((await world.staff.read(`/plans/${plan_id}`)).status).toBe('committed');
    await page.getByText('確定ずみ').first().waitFor();
  });

  it('shows the answers as they come in, without a reload', async () => {
    const { page } = desk;
    await press(page, page.getByRole('link', { name: 'いまの決定' }));
    await page.getByRole('grid').waitFor();
    await expect.poll(() => page.getByRole('gridcell', { name: /、返事待ち/ }).count()).toBe(3);
    expect(await desk.axe()).toEqual([]);
    const [offer] = await offers_of(needs[1]!);
    await world.staff.make(`/offers/${offer!.id}/accept`);
    await expect.poll(() => page.getByRole('gridcell', { name: /、引き受け/ }).count()).toBe(1);
    await desk.shot('matching-now');
    expect(desk.was_reloaded).toBe(false);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });
});

describe('another desk', () => {
  let desk: Window;
  let other: Api;
  let needs: Body[];

  beforeAll(async () => {
    other = await somebody(world.admin, 'staff', { name: '佐藤' });
    needs = [
      await a_waiting_need(world.staff, world.there.id, { title: '網戸の修理', people_needed: 1, ...k_times }),
      await a_waiting_need(world.staff, world.there.id, { title: '納戸の片づけ', people_needed: 1, ...k_times }),
    ];
    await world.admin.make('/volunteers', a_volunteer(world.there.id, { name: '岩瀬 五月' }));
    await world.admin.make('/volunteers', a_volunteer(world.there.id, { name: '森田 六花' }));
    desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
  });

  it('changes the plan, and this one offers to look at it instead of moving the rows', async () => {
    const { page } = desk;
    const plan_id = await a_plan(desk);
    const plan = await other.read(`/plans/${plan_id}`);
    const one = plan.assignments.find((pair: Body) => !pair.locked);
    const before = await cells_that(page, '人が固定').count();
    await other.make(`/plans/${plan_id}/edits`, { changes: [{ kind: 'lock', volunteer_id: one.volunteer_id, need_id: one.need_id }] }, { if_match: plan.version });
    await page.getByText('ほかの机がこの案を変えました').waitFor();
    expect(await cells_that(page, '人が固定').count()).toBe(before);
    await press(page, page.getByRole('button', { name: '新しい内容を見る' }));
    await expect.poll(() => cells_that(page, '人が固定').count()).toBe(before + 1);
  });

  it('cancels a need, and the row says who did and when before anybody commits', async () => {
    const { page } = desk;
    await other.make(`/needs/${needs[0]!.id}/cancel`, { reason: 'self_solved' });
    await page.getByText(/この案を作ったあとに、\d+か所 変わりました/).first().waitFor();
    const row = page.getByRole('row', { name: /網戸の修理/ });
    await row.getByText(/に 佐藤さんが取り消した/).waitFor();
    await desk.shot('matching-moved');
    expect(await desk.axe()).toEqual([]);
  });

  it('refuses the commit as a whole with what moved, and commits the rest on request', async () => {
    const { page } = desk;
    await press(page, page.getByRole('button', { name: 'この案を確定…' }));
    await press(page, page.getByRole('dialog').getByRole('button', { name: /人に送る$/ }));
    const refused = page.getByRole('dialog', { name: /確定できませんでした/ });
    await refused.waitFor();
    expect(await refused.innerText()).toContain('まだだれにも送っていません');
    expect(await refused.innerText()).toContain(`${needs[0]!.number} は、いま人をさがしていません`);
    await desk.shot('matching-refused');
    expect(await desk.axe()).toEqual([]);
    expect(await offers_of(needs[1]!)).toEqual([]);
    await press(page, refused.getByRole('button', { name: /のこりを確定する/ }));
    // The words of the refusal are the same, so that the offer itself is what to wait for.
    await expect.poll(async () => (await offers_of(needs[1]!)).length).toBe(1);
    expect(await offers_of(needs[0]!)).toEqual([]);
    // The refusal was meant; nothing else was wrong on the page.
    expect(desk.complaints.filter((line) => !/409/.test(line))).toEqual([]);
    await desk.context.close();
  });
});

describe('a plan of a drill', () => {
  it('becomes teams with a leader, and says that it is a drill', async () => {
    const incident = await world.admin.make('/incidents', an_incident({ name: '総合防災訓練', is_drill: true, kind: 'flood' }));
    const need = await a_waiting_need(world.staff, world.here.id, { title: '土のう作り', incident_id: incident.id, people_needed: 2, leader_needed: true, ...k_times });
    const desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
    const { page } = desk;
    await page.selectOption('select.scope', incident.id);
    await page.getByText('訓練').first().waitFor();
    await a_plan(desk);
    await desk.shot('matching-drill');
    expect(await desk.axe()).toEqual([]);
    await press(page, page.getByRole('button', { name: 'この案を確定…' }));
    const ask = page.getByRole('dialog');
    await ask.waitFor();
    expect(await ask.innerText()).toMatch(/1班・2人を決めますか/);
    expect(await ask.innerText()).toMatch(/訓練です/);
    expect(await ask.innerText()).toMatch(/リーダー /);
    await press(page, ask.getByRole('button', { name: '1班を決める' }));
    await page.getByText(/1班・2人を決めました/).first().waitFor();
    const teams = (await world.staff.read(`/teams?incident_id=${incident.id}`)).items;
    expect(teams).toHaveLength(1);
    expect(teams[0]).toMatchObject({ need_id: need.id, is_drill: true });
    expect(teams[0].members).toHaveLength(2);
    expect(teams[0].members.filter((one: Body) => one.is_leader)).toHaveLength(1);
    expect((await world.staff.read(`/needs/${need.id}`)).status).toBe('assigned');
    expect(await cell(page, /、(案が割り当て|人が固定)/).count()).toBe(1);
    // On a narrow screen the page itself does not scroll sideways: the table does, in its own box.
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await desk.shot('matching-narrow');
    expect(await desk.axe()).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });
});

describe('a bus', () => {
  it('is supposed, taken into the plan with those who ride on it, and undone', async () => {
    const now = await world.admin.read('/policies/matching');
    await world.admin.change('/policies/matching', { values: { ride_beyond_m: 5000 } }, now.version);
    const far = await a_waiting_need(world.staff, world.there.id, { title: '奥の家の片づけ', lat: 35.36, lng: 139.17, ...k_times });
    const desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
    const { page } = desk;
    const id = await a_plan(desk);
    const riders = async () => {
      const plan = await world.staff.read(`/plans/${id}`);
      return [plan.seats, plan.assignments.filter((pair: Body) => pair.need_id === far.id).length];
    };
    expect(await riders()).toEqual([[], 0]);
    await press(page, page.getByRole('button', { name: 'ふやす・外す…' }));
    await page.getByRole('dialog').getByText('バスをもう1台').click();
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'どうなるか見る' }));
    await press(page, page.getByRole('button', { name: 'この変更を入れる' }));
    await expect.poll(riders).toEqual([[{ district_id: null, seats: 20 }], 1]);
    await page.getByText('20席').first().waitFor();
    await page.keyboard.press('u');
    await expect.poll(riders).toEqual([[], 0]);
    await desk.context.close();
  });
});
