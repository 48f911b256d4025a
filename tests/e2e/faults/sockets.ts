// Sockets that speak something else than HTTP, too slowly, too much, or ambiguously.

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Api } from '../support/client.ts';
import { server, world } from '../support/house.ts';

describe('hostile sockets', () => {
  interface Talk {
    text: string;
    ended: boolean;
  }
  function talk(
    pieces: (string | Buffer)[],
    options: { wait_ms?: number; gap_ms?: number; half_close?: boolean } = {},
  ): Promise<Talk> {
    const url = new URL(server.url);
    return new Promise((done) => {
      const socket = connect(Number(url.port), url.hostname);
      let text = '';
      let ended = false;
      const finish = () => {
        socket.destroy();
        done({ text, ended });
      };
      const late = setTimeout(finish, options.wait_ms ?? 3_000);
      socket.on('data', (piece) => (text += piece.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        ended = true;
        clearTimeout(late);
        finish();
      });
      socket.on('connect', () => {
        void (async () => {
          for (const piece of pieces) {
            if (socket.destroyed) return;
            socket.write(piece);
            if (options.gap_ms) await new Promise((go) => setTimeout(go, options.gap_ms));
          }
          if (options.half_close) socket.end();
        })();
      });
    });
  }
  const statuses = (told: Talk) => [...told.text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map((match) => Number(match[1]));
  const still_well = async () => {
    expect((await new Api(server).get('/healthz')).status).toBe(200);
  };
  const host = () => `Host: ${new URL(server.url).host}\r\n`;
  const bearer = () => `Authorization: Bearer ${world.staff.token}\r\n`;

  it('gets 4xx or a closed connection for what is not HTTP', async () => {
    const talks = [
      'garbage\r\n\r\n',
      '\r\n\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /healthz\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
      `GET /healthz HTTP/1.1\r\n${host()}X: a\u0000b\r\n\r\n`,
      `GET /heal\u0001thz HTTP/1.1\r\n${host()}\r\n`,
      `GET /healthz HTTP/1.1\r\n${host()}Bad Header: x\r\n\r\n`,
      `GET http://[::1 HTTP/1.1\r\n${host()}\r\n`,
      `CONNECT example.com:443 HTTP/1.1\r\n${host()}\r\n`,
      `BREW /coffee HTTP/1.1\r\n${host()}\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ];
    for (const piece of talks) {
      const told = await talk([piece], { half_close: true });
      for (const status of statuses(told))
        expect(status, `${JSON.stringify(piece)} → ${told.text.slice(0, 80)}`).toBeGreaterThanOrEqual(400);
      for (const status of statuses(told)) expect(status, JSON.stringify(piece)).toBeLessThan(500);
      if (statuses(told).length) expect(told.text, JSON.stringify(piece)).toContain('application/problem+json');
      expect(told.ended, JSON.stringify(piece)).toBe(true);
    }
    await still_well();
  });

  it('gets 431 for endless headers and 414 for an endless address', async () => {
    const headers = await talk([
      `GET /healthz HTTP/1.1\r\n${host()}`,
      ...Array.from({ length: 60 }, (_, i) => `X-${i}: ${'a'.repeat(1000)}\r\n`),
      '\r\n',
    ]);
    if (statuses(headers).length) expect(statuses(headers)[0]).toBe(431);
    expect(headers.ended).toBe(true);
    const address = await talk([`GET /${'a'.repeat(9_000)} HTTP/1.1\r\n${host()}\r\n`]);
    expect(statuses(address)[0]).toBe(414);
    await still_well();
  });

  it('takes no request that two readers would cut differently', async () => {
    const inner = `GET /metrics HTTP/1.1\r\n${host()}\r\n`;
    const bodies = [
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}${inner}`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: -1\r\n\r\n{}`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 18446744073709551616\r\n\r\n{}`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 1e1\r\n\r\n{}`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
      `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
    ];
    for (const piece of bodies) {
      const told = await talk([piece], { half_close: true });
      expect(told.text, piece).not.toContain('HTTP/1.1 200');
      expect(told.text, piece).not.toContain('HTTP/1.0 200');
      for (const status of statuses(told)) expect(status, piece).toBeLessThan(500);
    }
    await still_well();
  });

  it('reads chunked bodies and several requests in one write', async () => {
    const body = JSON.stringify({ kind: 'all', q: 'だれも' });
    const bytes = Buffer.from(body, 'utf8');
    const chunked = Buffer.concat([
      Buffer.from(
        `POST /api/v1/search HTTP/1.1\r\n${host()}${bearer()}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      ),
      ...[...bytes].map((byte) => Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')])),
      Buffer.from('0\r\n\r\n'),
    ]);
    const last = Buffer.from(`GET /healthz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
    const told = await talk([Buffer.concat([chunked, Buffer.from(`GET /healthz HTTP/1.1\r\n${host()}\r\n`), last])]);
    expect(statuses(told)).toEqual([200, 200, 200]);
  });

  it('keeps files and secrets in: no way out of the folder of the client', async () => {
    const tries = [
      '/../../../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%00',
      '/maps/../../data/musubi.sqlite',
      '/maps/%2e%2e%2fmusubi.pmtiles',
      '/.git/config',
      '//etc/passwd',
      '/%',
      '/%zz',
      '/\\..\\..\\x',
    ];
    for (const path of tries) {
      const told = await talk([`GET ${path} HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`]);
      expect(told.text, path).not.toContain('root:');
      expect(told.text, path).not.toContain('SQLite format');
      for (const status of statuses(told)) expect(status, path).toBeLessThan(500);
    }
    await still_well();
  });

  it(
    'answers who is slow with their header by 408 or a close, and who is slow with the body does not hold others up',
    { timeout: 90_000 },
    async () => {
      const slow = talk([`GET /healthz HTTP/1.1\r\n`, ...Array.from({ length: 30 }, () => 'X: y\r\n')], {
        gap_ms: 1_000,
        wait_ms: 40_000,
      });
      const many = Array.from({ length: 100 }, () =>
        talk(
          [`POST /api/v1/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`],
          { wait_ms: 4_000 },
        ),
      );
      await still_well();
      await Promise.all(many);
      const told = await slow;
      expect(told.ended).toBe(true);
      for (const status of statuses(told)) expect(status).toBe(408);
    },
  );

  it('survives connections that vanish in the middle', async () => {
    await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const whole = `POST /api/v1/needs HTTP/1.1\r\n${host()}${bearer()}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"title":"x"`;
        await talk([whole.slice(0, 1 + ((i * 7) % whole.length))], { wait_ms: 50 });
      }),
    );
    await still_well();
  });

  it('answers HEAD without a body', async () => {
    const told = await talk([`HEAD /healthz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`]);
    expect(statuses(told)[0]).toBeLessThan(500);
    expect(told.text.split('\r\n\r\n')[1] ?? '').toBe('');
  });
});
