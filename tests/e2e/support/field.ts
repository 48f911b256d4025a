// A field phone: a real Chromium page with a clock that the test moves, in the hand of a coordinator.

import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { k_phone, Window } from './browser.ts';
import type { Server } from './server.ts';

export const k_pin = '204816';
export const k_minute = 60_000;
export const k_hour = 60 * k_minute;

export class FieldPhone {
  private constructor(
    readonly window: Window,
    readonly name: string,
  ) {}

  /** Signed in on its list, its service worker in charge. `clock_ms`: what the device believes the time to be. */
  static async open(browser: Browser, server: Server, account: { login: string; name: string }, clock_ms: number): Promise<FieldPhone> {
    const window = await Window.open(browser, server, '/phone/#/watch', k_phone, account.login, undefined, (page) =>
      page.clock.install({ time: clock_ms }),
    );
    const phone = new FieldPhone(window, account.name);
    await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    return phone;
  }

  get page(): Page {
    return this.window.page;
  }

  go(...parts: string[]): Promise<void> {
    return this.page.evaluate((hash) => void (location.hash = hash), `#/${parts.join('/')}`);
  }

  /** How many are still to be found, as the list says. */
  async left(): Promise<number> {
    await this.go('watch');
    const text = await this.page.locator('.prog .bigger').innerText();
    return Number(/\d+/.exec(text)?.[0]);
  }

  async take_list(pin = k_pin): Promise<void> {
    await this.go('watch', 'pack');
    await this.page.fill('input[name=pin]', pin);
    await this.page.fill('input[name=pin_again]', pin);
    await this.page.click('button[type=submit]');
    await this.page.locator('.carry', { hasText: 'この電話に' }).waitFor();
  }

  async lose_signal(): Promise<void> {
    await this.window.context.setOffline(true);
  }
  async find_signal(): Promise<void> {
    await this.window.context.setOffline(false);
    await this.page.evaluate(() => dispatchEvent(new Event('online')));
  }

  /** Off and on again: what is not on the device is gone. */
  async restart(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.ph').waitFor();
  }

  async open_list(pin = k_pin): Promise<void> {
    await this.go('watch');
    await this.page.fill('input[name=pin]', pin);
    await this.page.click('button[type=submit]');
    await this.page.locator('.prog').waitFor();
  }

  passes(ms: number): Promise<void> {
    return this.page.clock.fastForward(ms);
  }

  /** One tap on a person, and on: what was written goes along as a note. */
  async tap(person_id: string, status: string, note?: string): Promise<void> {
    await this.go('watch', person_id);
    await this.page.locator(status === 'needs_rescue' ? '.res button' : `.opt .st-${status}`).click();
    await this.page.locator('.saved').waitFor();
    if (note) await this.page.fill('textarea[name=note]', note);
    await this.page.locator('.thumb .btn-1').click();
  }

  /** Everything that lies on the device, as text: boxes too, byte by byte. */
  async files(): Promise<string> {
    return this.page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const asked = indexedDB.open('musubi');
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
      });
      const texts: string[] = [];
      const read = (value: unknown): void => {
        if (value instanceof ArrayBuffer) texts.push(new TextDecoder().decode(value));
        else if (ArrayBuffer.isView(value)) texts.push(new TextDecoder().decode(value.buffer as ArrayBuffer));
        else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([key, one]) => (texts.push(key), read(one)));
        else texts.push(String(value));
      };
      for (const name of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((done) => {
          const asked = db.transaction(name).objectStore(name).getAll();
          asked.onsuccess = () => done(asked.result);
        });
        all.forEach(read);
      }
      db.close();
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) texts.push(request.url);
      }
      return texts.join('\n');
    });
  }

  async unsent(): Promise<number> {
    const bar = this.page.locator('.qbar b');
    return (await bar.count()) === 0 ? 0 : Number(/\d+/.exec(await bar.first().innerText())?.[0]);
  }

  async expect_sent(): Promise<void> {
    await expect.poll(() => this.unsent(), { timeout: 60_000 }).toBe(0);
  }
}
