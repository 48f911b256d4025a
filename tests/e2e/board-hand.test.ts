// Hands on the map of the board: notes put by typing, by a press and by arrow keys; figures alone, which say on the map what
// the table beside it says.

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { k_desk, k_phone, press, tab_to } from './support/browser.ts';
import type { Body } from './support/client.ts';
import { admin, board, drawn, expect_alone, incident, k_wall, missing, open_odawara, server } from './support/odawara.ts';

open_odawara();

/** Remembers every text of the map's last picture: what a canvas says cannot be read from it. */
const keep_painted = (page: Page) =>
  page.addInitScript(() => {
    const pen = CanvasRenderingContext2D.prototype;
    const { clearRect, fillText } = pen;
    const seen = globalThis as unknown as { painted: string[] };
    const is_map = (one: CanvasRenderingContext2D) => one.canvas.className === 'board-canvas';
    pen.clearRect = function (...where) {
      if (is_map(this)) seen.painted = [];
      return clearRect.apply(this, where);
    };
    pen.fillText = function (...what) {
      if (is_map(this)) seen.painted.push(what[0]);
      return fillText.apply(this, what);
    };
  });
/** District and number on the map and in the table, at one moment: the demo's checks go on meanwhile. */
const figures_of = () => {
  const { painted } = globalThis as unknown as { painted: string[] };
  const on_map = painted.flatMap((text, at) => (/^[\d,]+$|^✓$/.test(text) ? [`${painted[at - 1]} ${text.replace('✓', '0')}`] : []));
  const rows = [...document.querySelectorAll('table.dt tbody tr')];
  const in_table = rows.map((row) => `${row.querySelector('th')!.textContent} ${row.querySelector('td.o')!.textContent}`);
  return { on_map: on_map.sort(), in_table: in_table.sort() };
};
const expect_same_figures = async (page: Page) => {
  await expect
    .poll(async () => {
      const { on_map, in_table } = await page.evaluate(figures_of);
      return on_map.length > 3 && on_map.join() === in_table.join();
    })
    .toBe(true);
};

describe.skipIf(missing.length > 0)('a closed road', () => {
  it('is written at the desk by keyboard alone, and stands on the wall at once without its words', async () => {
    const wall = await board('viewer', k_wall);
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await tab_to(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await page.keyboard.press('Enter');
    await tab_to(page, page.getByRole('button', { name: 'メモを書く' }));
    await page.keyboard.press('Enter');
    await tab_to(page, page.locator('[name=points]'));
    for (const town of ['小田原市酒匂3-12', '国府津']) {
      await page.keyboard.type(town);
      await page.keyboard.press('Enter');
    }
    await page.getByText('2点の線').waitFor();
    await page.fill('.note-form [name=text]', '国道1号 がけくずれ');
    await desk.shot('board-map/desk-note-form');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '地図に出す' }).click();
    await page.getByText('国道1号 がけくずれ').first().waitFor();
    await wall.page.locator('.note-strip').getByText('通行止').first().waitFor();
    expect(await wall.page.innerText('.note-strip')).not.toContain('がけくずれ');
    await page.getByRole('button', { name: /^なおす/ }).first().click();
    await page.getByLabel('内容を大きな画面にも出す').check();
    await page.getByRole('button', { name: '地図に出す' }).click();
    await wall.page.locator('.note-strip').getByText('がけくずれ').waitFor();
    await wall.page.waitForTimeout(300);
    await wall.shot('board-map/wall-note');
    expect(await wall.axe()).toEqual([]);
    await desk.shot('board-map/desk-note');
    expect(wall.was_reloaded).toBe(false);
    expect_alone(wall);
    await wall.context.close();
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('a place pressed on the map', () => {
  it('puts the note there, and Esc gives the map back', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '地図メモ', exact: true }).click();
    await page.getByRole('button', { name: 'メモを書く' }).click();
    await page.getByLabel('停電').check();
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.locator('.note-points').getByText('1か所').waitFor();
    expect(await page.locator('.note-form [name=district_id]').inputValue(), 'the district under the press').not.toBe('');
    await page.getByRole('button', { name: '地図に出す' }).click();
    await page.locator('.note-list').getByText('停電').waitFor();
    const notes = (await admin.read(`/incidents/${incident.id}/map-notes`)).items as Body[];
    const [point] = notes.find((one) => one.kind === 'power').points;
    expect(point.lat).toBeGreaterThan(35.17);
    expect(point.lat).toBeLessThan(35.34);
    await page.locator('.map-panel').press('Escape');
    expect(await page.locator('.map-panel').count()).toBe(0);
    expect_alone(desk);
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('a place found by keys', () => {
  it.each([['1280', k_desk], ['390', k_phone]] as const)('is put with a cross that says where it stands, at %s', async (name, size) => {
    const desk = await board('staff', size);
    const { page } = desk;
    await drawn(page);
    await press(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await press(page, page.getByRole('button', { name: 'メモを書く' }));
    await page.getByLabel('断水・給水').check();
    const opener = page.getByRole('button', { name: 'キーで地図に置く' });
    const cross = page.getByRole('application', { name: /地図の十字/ });
    const is_focused = (at: Locator) => at.evaluate((node) => node === document.activeElement);
    const says = page.locator('.map-aim-says [role=status]');
    await press(page, opener);
    await expect.poll(() => is_focused(cross)).toBe(true);
    await expect.poll(() => says.innerText()).not.toBe('');
    const first = await says.innerText();
    expect(first, 'a name, not numbers').toMatch(/[一-龠]/);
    for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    await expect.poll(() => says.innerText()).not.toBe(first);
    await desk.shot(`board-map/aim-${name}`);
    expect(await desk.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await cross.waitFor({ state: 'detached' });
    expect(await is_focused(opener), 'focus is back').toBe(true);
    expect(await page.locator('.map-panel').count(), 'the form is still open').toBe(1);
    await page.getByText('まだ置いていません').waitFor();

    await page.keyboard.press('Enter');
    await expect.poll(() => is_focused(cross)).toBe(true);
    for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await expect.poll(() => says.innerText()).not.toBe('');
    await page.keyboard.press('Enter');
    await page.locator('.note-points').getByText('1か所').waitFor();
    expect(await page.innerText('.note-points')).toMatch(/に置きました/);
    expect(await is_focused(opener), 'focus is back').toBe(true);
    expect(await page.locator('.note-form [name=district_id]').inputValue(), 'the district under the cross').not.toBe('');
    // Once more: from the last point on, and two points are a line.
    await page.keyboard.press('Enter');
    await expect.poll(() => is_focused(cross)).toBe(true);
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('2点の線').waitFor();
    await desk.shot(`board-map/aim-put-${name}`);
    await press(page, page.getByRole('button', { name: '地図に出す' }));
    await page.locator('.note-list').getByText('断水・給水').first().waitFor();
    const notes = (await admin.read(`/incidents/${incident.id}/map-notes`)).items as Body[];
    const { points } = notes.find((one) => one.kind === 'water');
    expect(points[1].lng, 'to the right is east').toBeGreaterThan(points[0].lng);
    expect(points[1].lat).toBeCloseTo(points[0].lat, 6);
    for (const point of points) {
      expect(point.lat).toBeGreaterThan(35.17);
      expect(point.lat).toBeLessThan(35.34);
    }
    await admin.patch(`/map-notes/${notes.find((one) => one.kind === 'water').id}`, { end: true }, 1);
    expect_alone(desk);
    await desk.context.close();
  });

  it('is given up when the focus goes elsewhere', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await press(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await press(page, page.getByRole('button', { name: 'メモを書く' }));
    await press(page, page.getByRole('button', { name: 'キーで地図に置く' }));
    const cross = page.getByRole('application');
    await expect.poll(() => cross.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await cross.waitFor({ state: 'detached' });
    await page.getByText('まだ置いていません').waitFor();
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('figures alone', () => {
  it('draws no dot and no ring on a public wall, and every district has its number', async () => {
    const wall = await board('viewer', k_wall, { query: '?mode=counts' });
    await drawn(wall.page);
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    expect(await wall.page.getByText('輪の見かた').count()).toBe(0);
    expect(await wall.page.locator('.map-sum').count()).toBe(0);
    await wall.shot('board-map/counts-1920');
    expect(await wall.axe()).toEqual([]);
    await wall.page.reload();
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    // By the entrance, without its address: the screen in a public room still knows.
    await wall.page.goto(`${server.url}/board/`);
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    expect(await wall.page.getByRole('table', { name: '地図に出ない人' }).count()).toBe(0);
    expect_alone(wall);
    await wall.context.close();
  });

  it.each([['1280', k_desk], ['390', k_phone]] as const)('say the same on the map, in its legend and in the table beside, at %s', async (name, size) => {
    const desk = await board('staff', size, { before: keep_painted });
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '見かた' }).click();
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await page.getByLabel('数だけにする').check();
    await page.locator('.map-legend').getByText('✓＝全員確認').waitFor();
    for (const mark of ['安否（輪・点）', '困りごと（ニーズ）', '出ている班']) expect(await page.getByLabel(mark).count(), mark).toBe(0);
    expect(await page.locator('.lg-dot, .lg-pin, .lg-flag, .lg-late, .lg-team').count(), 'the legend has no mark of one person').toBe(0);
    await desk.shot(`board-map/counts-panel-${name}`);
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '閉じる' }).click();
    await expect_same_figures(page);
    await page.getByRole('button', { name: '一覧' }).click();
    await page.getByRole('table', { name: '避難所と緊急避難場所' }).waitFor();
    expect(await page.getByRole('table', { name: '地図に出ない人' }).count()).toBe(0);
    await page.reload();
    await drawn(page);
    await page.getByText('地区ごとの数（点は出しません）').waitFor();
    await expect_same_figures(page);
    await desk.shot(`board-map/counts-desk-${name}`);
    expect_alone(desk);
    await desk.context.close();
  });

  it('end where a hand ends them, though the address began with them', async () => {
    const desk = await board('staff', k_desk, { query: '?mode=counts' });
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await page.getByLabel('数だけにする').uncheck();
    await page.reload();
    await page.locator('.map-sum').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await desk.context.close();
  });
});
