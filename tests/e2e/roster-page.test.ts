// The roster in a real browser: a list of the city in Shift_JIS with a broken line is checked, taken and doubted; a plan is
// written in the order of the paper and the pin set by hand; a watch sheet is numbered, printed and typed back in.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import { a_district, a_registrant, a_world, an_incident, type World } from './support/builders.ts';
import type { Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let desk: Window;
let known: Body;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  known = await world.admin.make('/registrants', a_registrant(world.here.id, { name: '見守 ハナ', name_kana: 'ミマモリ ハナ', birth_date: '1935-04-03', address: '小田原市見本町7-7', phone: '0465-77-0001' }));
  browser = await a_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** How many sheets the printer would take. */
const pages_of = async (page: Page): Promise<number> =>
  [...(await page.pdf({ preferCSSPageSize: true })).toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;

describe("the city's list", () => {
  it('is checked whole, foretold, and its good lines are taken', async () => {
    const path = join(server.root, 'roster.csv');
    const lines = [
      '整理番号,氏名,フリガナ,生年月日,住所,電話番号,地区コード,同意',
      `1,対象 一郎,タイショウ イチロウ,S12.3.4,小田原市見本町1-1,０４６５－７１－０００１,${world.here.code},〇`,
      `2,対象 二郎,タイショウ ジロウ,昭和64年5月6日,小田原市見本町1-2,0465-71-0002,${world.here.code},〇`,
      `3,見守 ハル,ミマモリ ハル,昭和10年4月3日,小田原市見本町7-7,0465-77-0001,${world.here.code},有`,
      '',
    ];
    writeFileSync(path, lines.join('\r\n'));
    desk = await Window.open(browser, server, '/desk/#/roster', k_desk, 'admin');
    const { page } = desk;
    await page.getByRole('heading', { name: '市の名簿を取り込む' }).waitFor();
    await page.setInputFiles('input[type=file]', path);
    await page.getByRole('button', { name: '全部の行を調べる' }).click();
    await page.getByText('取り込める行　2行').waitFor();
    await page.getByText('取り込めない行　1行').first().waitFor();
    await page.getByRole('cell', { name: '生年月日' }).waitFor();
    await page.getByRole('button', { name: '取り込むとどうなるかを見る' }).click();
    await page.getByText('取り込むと', { exact: true }).waitFor();
    await desk.shot('roster-checked');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: 'よい2行を取り込む' }).click();
    await page.getByRole('heading', { name: /終わり/ }).waitFor();
    await page.getByRole('row', { name: '新しい人 1' }).waitFor();
    await page.getByRole('row', { name: '同じ人か分からない 1' }).waitFor();
  });

  it('its doubt is decided side by side', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: /確かめる/ }).click();
    await page.getByText('見守 ハル').waitFor();
    await page.getByText('ちがうところ', { exact: false }).waitFor();
    await desk.shot('roster-review');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '同じ人（登録を直す）' }).click();
    await page.getByText('確かめることはありません').waitFor();
    expect(await world.staff.read(`/registrants/${known.id}`)).toMatchObject({ name: '見守 ハル' });
  });
});

describe('a plan', () => {
  it('is found by name, written in the order of the paper, and says what it does not promise', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '避難計画', exact: true }).click();
    await page.getByText('計画がまだない').first().waitFor();
    await page.fill('input[type=search]', 'みまもり');
    await page.locator('.hits a').first().click();
    await page.getByText('救助が約束されるわけではありません').first().waitFor();
    await page.fill('[name=mobility]', '杖で歩く');
    await page.fill('[name="supporters.0.name"]', '隣 三郎');
    await page.fill('[name="supporters.0.phone"]', '0465-40-0001');
    await page.fill('[name=route]', '川沿いを避けて東の道');
    await page.fill('[name=next_review_on]', '2027-04-01');
    await desk.shot('evac-plan');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '計画を保存する' }).click();
    await expect.poll(async () => (await world.staff.read(`/registrants/${known.id}/evac-plan`)).made).toBe(true);
    await page.emulateMedia({ media: 'print' });
    await page.getByText('個別避難計画書').waitFor();
    await desk.shot('evac-plan-paper');
    expect(await pages_of(page)).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: 'screen' });
  });

  it('its house is set by hand on the map', async () => {
    const { page } = desk;
    await page.locator('.place-map-box.leaflet-container').waitFor();
    await page.locator('.place-map-box').scrollIntoViewIfNeeded();
    await page.locator('.place-map-box').click({ position: { x: 120, y: 90 } });
    await page.getByRole('button', { name: 'この位置にする' }).click();
    await page.getByText('手で直した位置です').waitFor();
    expect((await world.staff.read(`/registrants/${known.id}/evac-plan`)).position_source).toBe('manual');
  });

  it('holds on a narrow screen', async () => {
    const narrow = await Window.open(browser, server, `/desk/#/roster/plans/${known.id}`, k_phone, 'admin');
    await narrow.page.getByText('救助が約束されるわけではありません').first().waitFor();
    await narrow.shot('evac-plan-phone');
    expect(await narrow.axe()).toEqual([]);
    await narrow.context.close();
  });
});

describe('paper', () => {
  it('of nine people is two sheets, and two pages', async () => {
    const district = await world.admin.make('/districts', a_district());
    for (let n = 0; n < 9; n += 1)
      await world.admin.make('/registrants', a_registrant(district.id, { support: { reasons: ['歩行', '独居'], note: '耳が遠い。電話がよい。二人で支える' } }));
    const { page } = desk;
    for (const kind of ['roster', 'watch_sheet']) {
      const pack = await world.admin.make('/prints', { kind, district_id: district.id, purpose: '見守り', for_whom: '民生 一郎' });
      expect(pack.sheets).toHaveLength(2);
      await page.goto(`${server.url}/desk/#/roster/prints/${pack.id}`);
      await page.getByText('渡した人　民生 一郎').waitFor();
      await page.getByRole('heading', { name: `P-${pack.number}` }).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await pages_of(page), kind).toBe(2);
      await page.emulateMedia({ media: 'screen' });
    }
  });

  it('of a drill carries the mark, its number, who holds it; it is typed back by number and key', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true, name: '総合訓練' }));
    const round = await world.admin.make(`/incidents/${drill.id}/rounds`, { name: '第1回' });
    const pack = await world.admin.make('/prints', { kind: 'watch_sheet', district_id: world.here.id, incident_id: drill.id, purpose: '訓練の見守り', for_whom: '民生 一郎' });
    const { page } = desk;
    await page.locator('select.scope').focus();
    await page.locator('select.scope').selectOption(drill.id);
    await page.getByRole('link', { name: '紙の名簿', exact: true }).click();
    await page.getByRole('link', { name: /P-1/ }).click();
    await page.getByText('渡した人　民生 一郎').waitFor();
    await desk.shot('print-pack');
    expect(await desk.axe()).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await page.locator('.pack-sheet').first().waitFor();
    const paper = (await page.locator('.pack-sheet').first().innerText()).replace(/\s+/g, ' ');
    for (const words of ['訓練', 'P-1', '1 / 1', '民生 一郎', '取扱注意', '返す日', 'ひとり暮らし', '救助が約束されるわけではありません']) expect(paper).toContain(words);
    expect(paper, 'no code on paper').not.toContain('lives_alone');
    await desk.shot('print-paper');
    expect(await pages_of(page), 'one sheet is one page of A4').toBe(1);
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('link', { name: '書かれた結果を入れる' }).click();
    await page.getByText('第1回').first().waitFor({ state: 'attached' });
    await page.fill('[name=number]', '1');
    await page.locator('.marks input').first().focus();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText('入力ずみ 1人').waitFor();
    await page.keyboard.press('5');
    await page.keyboard.press('Enter');
    await page.getByText('入力ずみ 2人').waitFor();
    await desk.shot('print-type-in');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '2人分を記録する' }).click();
    await page.getByText('入力ずみ 0人').waitFor();
    const { rows } = await world.staff.read(`/prints/${pack.id}`);
    const stands = await world.staff.all(`/rounds/${round.id}/registrants?district_id=${world.here.id}`);
    const of = (line: number) => stands.find((row) => row.registrant.id === rows[line - 1].registrant.id)?.status;
    expect([of(1), of(2)]).toEqual(['safe_home', 'needs_help']);
    expect(desk.complaints).toEqual([]);
  });
});
