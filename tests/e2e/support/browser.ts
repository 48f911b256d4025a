// A real Chromium on the real server's pages: one window a person, phone or desk size.

import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { k_password, type Server } from './server.ts';

export const k_phone = { width: 390, height: 844 };
export const k_desk = { width: 1280, height: 800 };

export async function a_browser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person's window, signed in, with everything that went wrong in it. */
export class Window {
  /** What the page said on its console as an error, or threw. */
  readonly complaints: string[] = [];
  /** HTTP requests of the page since it was opened (the live socket is none). */
  readonly requests: string[] = [];
  /** Hosts that the page asked for anything, the live socket included. */
  readonly hosts = new Set<string>();
  private loads = 0;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(
    browser: Browser,
    server: Server,
    path: string,
    size: { width: number; height: number },
    login: string,
    password = k_password,
    before: (page: Page) => Promise<void> = async () => {},
  ): Promise<Window> {
    const context = await browser.newContext({ viewport: size, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const window = new Window(context, page);
    page.on('pageerror', (error) => window.complaints.push(error.message));
    page.on('console', (message) => {
      // The question whether somebody is signed in is answered 401, and a cut network is told: both are meant.
      const text = message.text();
      if (message.type() === 'error' && !/401|ERR_INTERNET_DISCONNECTED/.test(text)) window.complaints.push(text);
    });
    page.on('request', (request) => window.requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    context.on('request', (request) => /^(http|ws)/.test(request.url()) && window.hosts.add(new URL(request.url()).hostname));
    page.on('websocket', (socket) => window.hosts.add(new URL(socket.url()).hostname));
    page.on('load', () => (window.loads += 1));
    await before(page);
    await page.goto(server.url + path);
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', password);
    await page.click('button[type=submit]');
    await page.locator('input[name=password]').waitFor({ state: 'detached' });
    window.loads = 0;
    return window;
  }

  /** Since signing in, nobody loaded the page again. */
  get was_reloaded(): boolean {
    return this.loads > 0;
  }

  /** What axe finds by the WCAG 2.2 A and AA rules, as short lines. */
  async axe(): Promise<string[]> {
    const found = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return found.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  }

  /** Keeps a picture when MUSUBI_SHOTS names a folder. */
  async shot(name: string): Promise<void> {
    const folder = process.env.MUSUBI_SHOTS;
    if (!folder) return;
    const path = `${folder}/${name}.png`;
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }
}

/** Presses Tab until the focus is there: what somebody without a mouse does. */
export async function tab_to(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let i = 0; i < 120; i += 1) {
    if (await target.evaluate((el) => el === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${target}`);
}

export async function press(page: Page, target: Locator): Promise<void> {
  await tab_to(page, target);
  await page.keyboard.press('Enter');
}
