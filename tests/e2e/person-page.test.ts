// The desk's pages about access: a phase is decided with all that it opens before the eyes, a person's file says what is
// hidden and who saw it, and the glass is broken with a reason that the admin reads.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { a_registrant, a_world, an_account, an_incident, type World } from './support/builders.ts';
import { a_browser, k_desk, k_phone, Window } from './support/browser.ts';
import type { Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;
let silent: Body; // not consented
let staff_login: string;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  browser = await a_browser();
  await world.admin.make('/registrants', a_registrant(world.here.id, { name: '梅野 はな', support: { level: 3, reasons: ['walking', 'lives_alone', '手すりが必要'], note: '杖を使う' } }));
  silent = await world.admin.must(
    'post',
    '/registrants',
    a_registrant(world.here.id, { name: '松山 しず', consent: { normal_time: false, on: null } }),
  );
  const account = an_account('staff', { name: '職員 青木' });
  await world.admin.make('/accounts', account);
  staff_login = account.login;
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

it('a person found by a search has fields by class, says what is hidden, and who saw it', async () => {
  const staff = await Window.open(browser, server, '/desk/#/person', k_desk, staff_login);
  const { page } = staff;
  await page.getByRole('searchbox', { name: /要配慮者/ }).fill('梅野');
  await page.getByRole('link', { name: /梅野 はな/ }).click();
  await page.getByRole('heading', { name: '梅野 はな' }).waitFor();
  const file = page.getByRole('region', { name: '名簿の記録' });
  await file.getByText('見本小学校').waitFor();
  await file.getByText(/災害の発生が決められたときと、緊急閲覧のときだけ/).waitFor();
  await file.getByText('歩行・移動、ひとり暮らし、手すりが必要').waitFor();
  expect(await file.textContent()).not.toMatch(/長女は市外|walking|lives_alone/);
  const trail = file.getByRole('region', { name: 'だれが見たか' }).first();
  await trail.getByText('さがして見つけた').first().waitFor();
  await trail.getByText('職員 青木').first().waitFor();
  await staff.shot('person-desk');
  expect(await staff.axe()).toEqual([]);
  expect(staff.complaints).toEqual([]);
  await page.setViewportSize(k_phone);
  await staff.shot('person-phone');
  expect(await staff.axe()).toEqual([]);
  await staff.context.close();
});

it('somebody who may not be seen is opened with a reason, for half an hour, before the eyes of the admin', async () => {
  const number = (await world.admin.make('/break-glass', { registrant_id: silent.id, reason: '番号の確認' })).registrant
    .number;
  const staff = await Window.open(browser, server, `/desk/#/person/${silent.id}`, k_desk, staff_login);
  const { page } = staff;
  await page.getByText(/いまの区分では見えません/).waitFor();
  expect(await page.textContent('body')).not.toContain('松山');
  await staff.shot('person-hidden-desk');
  expect(await staff.axe()).toEqual([]);
  await page.goto(`${server.url}/desk/#/person`);
  const form = page.getByRole('region', { name: '緊急閲覧' });
  await form.getByLabel(/本人の番号/).fill(number);
  await form.getByLabel(/開く理由/).fill('家族から連絡がとれないと電話');
  await form.getByRole('button', { name: '30分だけ開く' }).click();
  await page.getByRole('heading', { name: '松山 しず' }).waitFor();
  await page.getByText('長女は市外').waitFor();
  await page.getByText(/緊急閲覧中です/).waitFor();
  await staff.shot('person-glass-desk');
  // The refused look is an answer of the server, which the console repeats.
  expect(staff.complaints.filter((one) => !one.includes('404'))).toEqual([]);

  const admin = await Window.open(browser, server, '/desk/#/admin/glass', k_desk, 'admin');
  const table = admin.page.getByRole('region', { name: '緊急閲覧' }).last();
  await table.getByText('職員 青木').waitFor();
  await table.getByText('家族から連絡がとれないと電話').waitFor();
  await admin.shot('glass-desk');
  expect(await admin.axe()).toEqual([]);
  await staff.context.close();
  await admin.context.close();
});

it('the admin decides a phase for a purpose, with a reason and an end, and sees what it opens', async () => {
  const incident = await world.admin.make('/incidents', an_incident({ name: '見本大地震' }));
  const admin = await Window.open(browser, server, '/desk/#/admin/incidents', k_desk, 'admin');
  const { page } = admin;
  const card = page.getByRole('listitem').filter({ hasText: '見本大地震' });
  await card.getByRole('button', { name: /区分を変える/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('災害の発生').check();
  await dialog.getByText(/担当地区の全員の、名前・住所・電話/).waitFor();
  await dialog.getByLabel(/目的/).selectOption('check_safety');
  await dialog.getByLabel(/区分を変える理由/).fill('震度6強');
  await admin.shot('phase-desk');
  expect(await admin.axe()).toEqual([]);
  await page.setViewportSize(k_phone);
  await admin.shot('phase-phone');
  await page.setViewportSize(k_desk);
  await dialog.getByRole('button', { name: '区分を決める' }).click();
  await card.getByText(/に自動で平常にもどります/).waitFor();
  await card.getByText('区分の記録').click();
  await card.getByText('安否を確かめるため').waitFor();
  await admin.shot('phase-history-desk');
  expect(await admin.axe()).toEqual([]);
  const now = await world.admin.read(`/incidents/${incident.id}`);
  expect(now).toMatchObject({ legal_phase: 'declared', phase_decision: { purpose: 'check_safety', reason: '震度6強' } });
  const hours = (Date.parse(now.phase_decision.until) - Date.parse(now.phase_decision.decided_at)) / 3_600_000;
  expect(hours).toBeGreaterThan(71);
  expect(hours).toBeLessThanOrEqual(72);
  expect(admin.complaints).toEqual([]);
  await admin.context.close();
});

it('a drill says that it opens nothing, and has no emergency look', async () => {
  const drill = await world.admin.make('/incidents', an_incident({ name: '見本訓練', is_drill: true }));
  const admin = await Window.open(browser, server, '/desk/#/admin/incidents', k_desk, 'admin');
  const { page } = admin;
  await page.getByRole('listitem').filter({ hasText: '見本訓練' }).getByRole('button', { name: /区分を変える/ }).click();
  await page.getByRole('dialog').getByText(/見える範囲は広がりません/).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('select.scope').selectOption(drill.id);
  await page.goto(`${server.url}/desk/#/person`);
  await page.getByText('訓練では、緊急閲覧はできません', { exact: false }).waitFor();
  await admin.context.close();
});
