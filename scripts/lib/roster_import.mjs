// The roster of a whole city through the real server: 60,000 lines (6,000 with --quick) with two in a hundred broken, opened,
// taken part by part and brought once more, while somebody at another desk reads and writes. People are invented; names,
// households, ages and telephones are as common as in a city, so that doubts come as often. One JSON object a line.
//
//   node scripts/lib/roster_import.mjs [--quick]
import { ask, make_empty, new_id, percentile, print, sign_in, start_server, wait } from './map_world.mjs';

const quick = process.argv.includes('--quick');
const k_lines = quick ? 6_000 : 60_000;
const k_districts = 26;

const k_before = '石:イシ 小:オ 山:ヤマ 川:カワ 田:タ 高:タカ 中:ナカ 村:ムラ 森:モリ 林:ハヤシ 松:マツ 竹:タケ 藤:フジ 原:ハラ 岡:オカ 池:イケ 井:イ 西:ニシ 北:キタ 東:ヒガシ 古:フル 新:アラ 大:オオ 長:ナガ 杉:スギ 梅:ウメ'.split(' ');
const k_behind = '川:カワ 田:タ 山:ヤマ 本:モト 野:ノ 村:ムラ 島:シマ 崎:サキ 沢:サワ 井:イ 谷:タニ 原:ハラ 木:キ 口:グチ 岡:オカ 林:バヤシ 下:シタ 上:ウエ 内:ウチ 尾:オ'.split(' ');
const k_given = '和:カズ 幸:サチ 節:セツ 千代:チヨ 光:ミツ 静:シズ 久:ヒサ 美智:ミチ 芳:ヨシ 春:ハル 秋:アキ 文:フミ 清:キヨ 正:マサ 武:タケ 義:ヨシ 昭:アキ 一:カズ 利:トシ 豊:トヨ 貞:サダ 喜:キ 敏:トシ 悦:エツ 照:テル'.split(' ');
const k_ends = '子:コ 枝:エ 江:エ 代:ヨ 美:ミ 男:オ 雄:オ 夫:オ 一:イチ 治:ジ 郎:ロウ 之:ユキ'.split(' ');

// Equal on every run.
let state = 20261127n;
function below(n) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(n));
}
// A few names are common, most are rare.
const common = (list) => list[Math.min(below(list.length), below(list.length))].split(':');

function surname() {
  const [a, a_kana] = common(k_before);
  const [b, b_kana] = common(k_behind);
  return [a + b, a_kana + b_kana];
}
function given() {
  const [a, a_kana] = common(k_given);
  const [b, b_kana] = common(k_ends);
  return [a + b, a_kana + b_kana];
}

const k_head = '整理番号,氏名,フリガナ,生年月日,住所,電話番号,地区コード,要介護度,同意,同意日';
function make_list() {
  const lines = [k_head];
  for (let n = 1, household = 0; n <= k_lines; household++) {
    const [family, family_kana] = surname();
    const district = (household * k_districts) / Math.ceil(k_lines * 0.8);
    const home = `小田原市見本町${1 + below(40)}丁目${1 + below(60)}番${1 + below(40)}号`;
    const phone = `０４６５－${20 + below(30)}－${String(below(10_000)).padStart(4, '0')}`;
    for (let left = below(4) === 0 ? 2 : 1; left > 0 && n <= k_lines; left--, n++) {
      const [name, kana] = given();
      const born = n % 50 === 7 ? '昭和64年2月30日' : `昭和${2 + below(34)}年${1 + below(12)}月${1 + below(28)}日`;
      lines.push([`C${n}`, `${family}　${name}`, `${family_kana} ${kana}`, born, home, phone, `D${Math.min(k_districts - 1, Math.floor(district))}`, '要介護３', n % 3 === 0 ? '×' : '〇', 'R6.4.1'].join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

const read = (reply, status) => {
  const text = reply.bytes.toString('utf8');
  if (reply.status !== status) throw new Error(`answered ${reply.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
};

/** Somebody at another desk, until told to stop: how long a list and a new need take meanwhile. */
function neighbour(url, token, district) {
  const waits = [];
  let is_over = false;
  const done = (async () => {
    while (!is_over) {
      const need = { title: '草取り', requester: { name: '見本 一郎', name_kana: 'ミホン イチロウ', phone: '0465-20-0000' }, address: '小田原市見本町1番地', lat: 35.28, lng: 139.17, district_id: district, people_needed: 1, channel: 'phone' };
      for (const [method, path, body] of [['GET', '/registrants?limit=50'], ['POST', '/needs', need]]) {
        const reply = await ask(url, token, method, path, body, { 'idempotency-key': new_id() });
        if (reply.status >= 300) throw new Error(`the neighbour heard ${reply.status}`);
        waits.push(reply.ms);
      }
      await wait(50);
    }
  })();
  return async () => {
    is_over = true;
    await done;
    return waits;
  };
}

async function bring(server, token, csv, name) {
  const began = performance.now();
  const opened = await ask(server.url, token, 'POST', '/roster-imports', csv, { 'idempotency-key': new_id(), 'content-type': 'text/csv' });
  let one = read(opened, 201);
  print('R1', `${name}_opening`, opened.ms, 'ms', { lines: one.lines, good: one.good, parts: one.parts });
  const steps = [];
  while (one.status === 'checked' || one.status === 'running') {
    const reply = await ask(server.url, token, 'POST', `/roster-imports/${one.id}/steps`, { part: one.next_part }, { 'idempotency-key': new_id() });
    one = read(reply, 200);
    steps.push(reply.ms);
  }
  print('R1', `${name}_part_of_500_p50`, percentile(steps, 50), 'ms', { runs: steps.length, min: percentile(steps, 0), max: percentile(steps, 100), p99: Number(percentile(steps, 99).toFixed(1)) });
  print('R1', `${name}_whole`, (performance.now() - began) / 1000, 's', one.counts);
  return one.counts;
}

const city = make_empty();
try {
  const server = await start_server(city);
  try {
    const token = await sign_in(server.url, 'admin');
    let district;
    for (let n = 0; n < k_districts; n++) {
      const reply = await ask(server.url, token, 'POST', '/districts', { code: `D${n}`, name: `見本地区${n}`, name_kana: 'ミホンチク', lat: 35.2 + n / 100, lng: 139.15 }, { 'idempotency-key': new_id() });
      district = read(reply, 201).id;
    }
    const csv = make_list();
    const stop = neighbour(server.url, token, district);
    const first = await bring(server, token, csv, 'first');
    print('R1', 'doubts', (100 * first.unsure) / (first.added + first.unsure), '% of lines');
    const again = await bring(server, token, csv, 'again');
    if (again.added !== 0 || again.changed !== 0) throw new Error(`brought again it changed somebody: ${JSON.stringify(again)}`);
    const waits = await stop();
    print('R1', 'neighbour_p50', percentile(waits, 50), 'ms', { runs: waits.length });
    print('R1', 'neighbour_p99', percentile(waits, 99), 'ms', { runs: waits.length, max: percentile(waits, 100) });
    print('R1', 'memory', server.rss_mb(), 'MB');
  } finally {
    await server.stop();
  }
} finally {
  city.end();
}
