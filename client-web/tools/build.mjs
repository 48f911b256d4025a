// Builds dist/: pages and hashed assets (Vite), sw.js with the list of files of this build, openapi.json, and a
// .br and .gz beside every text file so that the server only has to choose one.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { parse } from 'yaml';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(home, 'dist');
process.chdir(home);

await build({ root: home, logLevel: 'warn' });
await build_worker(offline_files());
copy_contract();
compress(dist);
console.log(`client built: ${relative(process.cwd(), dist)}`);

/** The files of the front door and the phone, from Vite's manifest: what they import, statically or later. */
function offline_files() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const files = new Set([
    '/index.html',
    '/phone/index.html',
    '/manifest.webmanifest',
    '/icons/musubi.svg',
    '/icons/musubi-192.png',
  ]);
  const seen = new Set();
  const walk = (name) => {
    const part = manifest[name];
    if (!part || seen.has(name)) return;
    seen.add(name);
    if (!part.file.endsWith('.html')) files.add(`/${part.file}`);
    for (const css of part.css ?? []) files.add(`/${css}`);
    for (const asset of part.assets ?? []) files.add(`/${asset}`);
    for (const below of [...(part.imports ?? []), ...(part.dynamicImports ?? [])]) walk(below);
  };
  walk('index.html');
  walk('phone/index.html');
  rmSync(join(dist, '.vite'), { recursive: true });
  return [...files].filter((file) => existsSync(join(dist, file))).sort();
}

async function build_worker(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(dist, file)));
  await build({
    configFile: false,
    root: home,
    logLevel: 'warn',
    publicDir: false,
    define: { __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)), __FILES__: JSON.stringify(files) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      rollupOptions: { input: join(home, 'src/sw/index.ts'), output: { format: 'es', entryFileNames: 'sw.js' } },
    },
  });
}

function copy_contract() {
  const source = join(home, '../schema/api/openapi.yaml');
  if (!existsSync(source)) {
    console.log('schema/api/openapi.yaml is not there: openapi.json was not made');
    return;
  }
  writeFileSync(join(dist, 'openapi.json'), JSON.stringify(parse(readFileSync(source, 'utf8'))));
}

function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (/\.(js|css|html|json|svg|webmanifest)$/.test(entry.name)) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    }
  }
}
