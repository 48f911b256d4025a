// What matching is told at the desk: the crew of a need, the weights, and who is kept apart.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, k_desk, Window } from './support/browser.ts';
import { a_volunteer, a_waiting_need, a_world, type World } from './support/builders.ts';
import type { Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let browser: Browser;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  await world.admin.make('/volunteers', a_volunteer(world.here.id, { name: '高木 一' }));
  browser = await a_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

describe('what matching needs to know', () => {
  it('is written on the folded part of the need form and shown on the need', async () => {
    const need = await a_waiting_need(world.staff, world.here.id, { title: '雨どいの掃除', people_needed: 2 });
    const desk = await Window.open(browser, server, '/desk/', k_desk, world.staff.account.login);
    const { page } = desk;
    await page.goto(`${server.url}/desk/#/needs/${need.id}/edit`);
    await page.getByText('人数の幅・リーダー・資格・荷の重さ・判定').click();
    await page.fill('[name="people_max"]', '1');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('必要人数より少なくはできません').waitFor();
    await page.fill('[name="people_max"]', '4');
    await page.getByLabel('リーダーがいる').check();
    await page.getByRole('button', { name: '資格を加える' }).click();
    await page.getByLabel('資格', { exact: true }).selectOption('chainsaw');
    await page.selectOption('[name="placard"]', 'yellow');
    await desk.shot('desk-crew');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText(/1〜4人・リーダーがいる・チェーンソー 1人/).waitFor();
    expect(await world.staff.read(`/needs/${need.id}`)).toMatchObject({ people_max: 4, leader_needed: true, roles: [{ role: 'chainsaw', count: 1 }], placard: 'yellow' });
    await desk.context.close();
  });

  it('is weighed by the admin within bounds, and two people are kept apart on a page of one', async () => {
    const admin = await Window.open(browser, server, '/desk/', k_desk, 'admin');
    const { page } = admin;
    await page.goto(`${server.url}/desk/#/admin/matching`);
    const weight = page.getByLabel(/危機は通常の何倍か/);
    await weight.fill('200');
    await admin.shot('desk-weights');
    expect(await admin.axe()).toEqual([]);
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText(/重みを保存しました/).waitFor();
    const policy = await world.admin.read('/policies/matching');
    expect(policy.items.find((one: Body) => one.name === 'step_crisis').value).toBe(200);
    await weight.fill('999999');
    await page.getByText(/までです/).first().waitFor();

    const id = world.volunteer.volunteer.id;
    await page.goto(`${server.url}/desk/#/people/${id}`);
    await page.fill('[name="apart_person"]', '高木');
    await page.getByRole('button', { name: '加える', exact: true }).first().click();
    await page.getByText('高木 一さんと一緒にしない').waitFor();
    await admin.shot('desk-apart');
    expect(await admin.axe()).toEqual([]);
    const pairs = async (): Promise<Body[]> => (await world.admin.read('/exclusions')).items.filter((one: Body) => one.volunteer_id === id || one.other_volunteer_id === id);
    expect(await pairs()).toHaveLength(1);
    await page.locator('.picks li', { hasText: '高木' }).getByRole('button', { name: '外す' }).click();
    await expect.poll(async () => (await pairs()).length).toBe(0);
    await admin.context.close();
  });
});
