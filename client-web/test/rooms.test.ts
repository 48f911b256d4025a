import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

// wire → state → net → desk | phone | board; ui and i18n stand beside net; shell starts a page.
const allowed: Record<string, readonly string[]> = {
  wire: [],
  state: ['wire'],
  i18n: [],
  net: ['wire', 'state', 'i18n'],
  ui: ['wire', 'state', 'i18n'],
  shell: ['wire', 'state', 'i18n', 'net', 'ui'],
  desk: ['wire', 'state', 'i18n', 'net', 'ui', 'shell'],
  phone: ['wire', 'state', 'i18n', 'net', 'ui', 'shell'],
  board: ['wire', 'state', 'i18n', 'net', 'ui', 'shell'],
  sw: [],
};
const src = join(__dirname, '../src');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}
const all = files(src).map((path) => ({ path, name: relative(src, path), text: readFileSync(path, 'utf8') }));

describe('the rooms of the client', () => {
  it.each(Object.keys(allowed))('%s imports only what it may', (room) => {
    const wrong: string[] = [];
    for (const file of all.filter((one) => one.name.startsWith(`${room}/`))) {
      for (const [, from] of file.text.matchAll(/from '(\.[^']+)'|import '(\.[^']+)'/g)) {
        if (!from) continue;
        const target = relative(src, join(dirname(file.path), from)).split('/')[0]!;
        if (target !== room && !allowed[room]!.includes(target))
          wrong.push(`${file.name} → ${target}; allowed: ${allowed[room]!.join(', ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('lets nothing but net speak to the server, and nobody ask again by a timer', () => {
    for (const file of all) {
      if (!/^(net|sw|board)\//.test(file.name)) expect(file.text, file.name).not.toMatch(/\bfetch\(|new WebSocket/);
      expect(file.text, file.name).not.toMatch(/setInterval\([^;]*(fetch|api\.)/s);
    }
  });

  it('fetches nothing from another host and logs nothing', () => {
    for (const file of all) {
      if (file.name === 'wire/api.d.ts') continue;
      const outside = [...file.text.matchAll(/https?:\/\/[^\s'"`)]+/g)].map(([url]) => url);
      const fine = (url: string): boolean =>
        url.startsWith('http://www.w3.org/') || (file.name.startsWith('board/') && url.includes('gsi.go.jp'));
      expect(
        outside.filter((url) => !fine(url)),
        file.name,
      ).toEqual([]);
      expect(file.text, file.name).not.toMatch(/console\.(log|info|debug|warn|error)/);
    }
  });
});
