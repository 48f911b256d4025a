import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const pages = ['index.html', 'desk/index.html', 'phone/index.html', 'board/index.html', 'docs/index.html'];
const server_url = process.env['MUSUBI_URL'] ?? 'http://127.0.0.1:8080';
const proxy = Object.fromEntries(
  ['/api', '/maps', '/openapi.json'].map((path) => [path, { target: server_url, ws: path === '/api' }]),
);

export default defineConfig({
  appType: 'mpa',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    target: ['es2022'],
    manifest: true,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: pages.map((page) => resolve(__dirname, page)).filter((file) => existsSync(file)) },
  },
});
