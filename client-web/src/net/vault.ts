// The list that this phone carries: sealed on the device, open in memory only, wiped when its time is over, when the
// centre locks it or after five wrong PINs. What waits to be sent stays, by ids and codes.
import { signal } from '@preact/signals';
import type { SealedText } from '../state/outbox';
import { heard_time, is_over, k_close_after_ms, k_tries_max, time_passed, type Lifetime } from '../state/vault';
import type { Id, Pack, PackPeople, Problem } from '../wire/types';
import { api, type Reply } from './api';
import { keep } from './keep';
import { contact, say_gone, say_wiped } from './vault_contact';
import {
  content_key, device_key, new_ticket, pin_key, random_bytes, seal, seal_text, unseal, unseal_text, type Sealed,
} from './seal';

/** `loading` until the device was looked at; `none`: this phone carries nothing. */
export type VaultState = 'loading' | 'none' | 'closed' | 'open';
/** Why the last list went. */
export type VaultEnd = 'expired' | 'locked' | 'withdrawn' | 'tries' | 'forgotten';

interface Kept {
  pack_id: Id;
  account_id: Id;
  people: number;
  is_drill: boolean;
  ticket: string;
  life: Lifetime;
  tries_left: number;
  salt: Uint8Array<ArrayBuffer>;
  device_key: CryptoKey;
  /** The content key under the PIN, and that under the device's key. */
  key_box: Sealed;
  data_box: Sealed;
}

export interface VaultHead {
  pack_id: Id;
  expires_at_ms: number;
  people: number;
  tries_left: number;
  is_drill: boolean;
}

export const vault_state = signal<VaultState>('loading');
export const vault_end = signal<VaultEnd | null>(null);
/** What may be known of the list without the PIN: until when, how many, how many tries are left. */
export const vault_head = signal<VaultHead | null>(null);
/** The list itself, while it is open. */
export const carried = signal<PackPeople | null>(null);

let kept: Kept | null = null;
let key: CryptoKey | null = null;
let touched_at = 0;
let seen_at = 0; // performance.now() of the last look at the time
const wiped: (() => void)[] = [];

export function on_vault_wiped(forget: () => void): void {
  wiped.push(forget);
}

function show_head(): void {
  vault_head.value = kept && {
    pack_id: kept.pack_id,
    expires_at_ms: kept.life.expires_at_ms,
    people: kept.people,
    tries_left: kept.tries_left,
    is_drill: kept.is_drill,
  };
}

async function put(changes: Partial<Kept>): Promise<void> {
  if (!kept) return;
  kept = { ...kept, ...changes };
  show_head();
  await keep.put('vault', kept);
}

/** Looks what lies on this device. A list of which the time is over is gone before anybody sees it. */
export async function load_vault(): Promise<void> {
  vault_end.value = (await keep.get<VaultEnd>('vault_end')) ?? null;
  kept = (await keep.get<Kept>('vault')) ?? null;
  seen_at = performance.now();
  show_head();
  if (!kept) vault_state.value = 'none';
  else if (is_over(kept.life, Date.now())) await wipe_vault('expired');
  else vault_state.value = 'closed';
}

export interface TakeAsk {
  round_id: Id;
  district_ids?: Id[];
  device_name: string;
  pin: string;
}

export async function take_list(ask: TakeAsk): Promise<Problem | null> {
  const { pin, ...body } = ask;
  const ticket = new_ticket();
  const taken = await api.post<Pack>('/packs', { ...body, ticket });
  if (!taken.ok) return taken.problem;
  const people = await api.get<PackPeople>(`/packs/${taken.data.id}/people`);
  if (!people.ok) {
    void say_wiped(taken.data.id, ticket);
    return people.problem;
  }
  const raw = random_bytes(32);
  const salt = random_bytes(16);
  const own = await device_key();
  const inner = await seal(await pin_key(pin, salt), raw, 'pin');
  const before = kept;
  key = await content_key(raw);
  const { pack, now } = people.data;
  const life: Lifetime = { expires_at_ms: Date.parse(pack.expires_at), skew_ms: 0, highest_ms: 0 };
  kept = {
    pack_id: pack.id,
    account_id: pack.account_id,
    people: pack.people,
    is_drill: people.data.rounds.every((part) => part.incident.is_drill),
    ticket,
    life: heard_time(life, Date.parse(now), Date.now()),
    tries_left: k_tries_max,
    salt,
    device_key: own,
    key_box: await seal(own, joined(inner), 'device'),
    data_box: await seal_data(key, people.data),
  };
  await put({});
  if (before) void say_wiped(before.pack_id, before.ticket);
  // A device that is short of room must not clear this away by itself.
  void globalThis.navigator?.storage?.persist?.();
  await keep.del('vault_end');
  vault_end.value = null;
  opened(people.data);
  return null;
}

/** Until when and whom it names, anew; before the end. */
export async function renew_list(): Promise<Problem | null> {
  if (!kept || !key) return null;
  const renewed = await api.post<Pack>(`/packs/${kept.pack_id}/renew`, {});
  const people: Reply<PackPeople> = renewed.ok ? await api.get(`/packs/${kept.pack_id}/people`) : renewed;
  if (!people.ok) {
    if (people.problem.code === 'pack_ended') await ask_standing();
    return people.problem;
  }
  const life = { ...kept.life, expires_at_ms: Date.parse(people.data.pack.expires_at) };
  await put({
    people: people.data.pack.people,
    life: heard_time(life, Date.parse(people.data.now), Date.now()),
    data_box: await seal_data(key, people.data),
  });
  opened(people.data);
  return null;
}

const joined = ({ iv, box }: Sealed): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(iv.length + box.byteLength);
  out.set(iv);
  out.set(new Uint8Array(box), iv.length);
  return out;
};

function seal_data(with_key: CryptoKey, data: PackPeople): Promise<Sealed> {
  return seal(with_key, new TextEncoder().encode(JSON.stringify(data)), `pack:${data.pack.id}`);
}

function opened(data: PackPeople): void {
  carried.value = data;
  touched_at = performance.now();
  vault_state.value = 'open';
}

/** The device's key first, then the PIN's. A try counts before it is made: pulling the plug wins nothing. */
export async function open_list(pin: string): Promise<'open' | 'wrong' | 'wiped'> {
  if (!kept) return 'wiped';
  if (is_over(kept.life, Date.now())) {
    await wipe_vault('expired');
    return 'wiped';
  }
  await put({ tries_left: kept.tries_left - 1 });
  const raw = await unwrap(kept, pin);
  if (!raw) {
    if (kept.tries_left > 0) return 'wrong';
    await wipe_vault('tries');
    return 'wiped';
  }
  key = await content_key(raw);
  const clear = await unseal(key, kept.data_box, `pack:${kept.pack_id}`);
  if (!clear) {
    await wipe_vault('withdrawn');
    return 'wiped';
  }
  await put({ tries_left: k_tries_max });
  opened(JSON.parse(new TextDecoder().decode(clear)) as PackPeople);
  return 'open';
}

async function unwrap(from: Kept, pin: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const outer = await unseal(from.device_key, from.key_box, 'device');
  if (!outer) return null;
  const inner: Sealed = { iv: outer.slice(0, 12), box: outer.slice(12).buffer };
  return unseal(await pin_key(pin, from.salt), inner, 'pin');
}

/** What the centre has said since then lies sealed on the device too. */
export async function keep_list(data: PackPeople): Promise<void> {
  if (!kept || !key || vault_state.value !== 'open') return;
  carried.value = data;
  const data_box = await seal_data(key, data);
  if (kept) await put({ data_box });
}

export function close_list(): void {
  if (vault_state.value !== 'open') return;
  key = null;
  carried.value = null;
  vault_state.value = 'closed';
}

export async function wipe_vault(why: VaultEnd): Promise<void> {
  const gone = kept;
  kept = null;
  key = null;
  carried.value = null;
  vault_end.value = why;
  show_head();
  await keep.put('vault_end', why);
  await keep.del('vault');
  vault_state.value = 'none';
  for (const forget of wiped) forget();
  if (gone && why !== 'locked') await say_wiped(gone.pack_id, gone.ticket);
}

let asking: Promise<void> | null = null;

/** How does my list stand? Asked at the start, whenever the centre can be reached again, and when a session ends. */
export function ask_standing(): Promise<void> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask(): Promise<void> {
  await say_gone();
  if (!kept) return;
  const { pack_id, ticket } = kept;
  const reply = await contact(pack_id, { ticket });
  if (!kept || kept.pack_id !== pack_id) return;
  if (!reply.ok) {
    if (reply.problem.status === 404) await wipe_vault('withdrawn');
    return;
  }
  const { state, expires_at, now } = reply.data;
  if (state === 'live') {
    const life = { ...kept.life, expires_at_ms: Date.parse(expires_at) };
    return put({ life: heard_time(life, Date.parse(now), Date.now()) });
  }
  await wipe_vault(state === 'locked' || state === 'expired' ? state : 'withdrawn');
}

export function touched(): void {
  touched_at = performance.now();
}

/** From the page's clock: the time is over, or nobody has touched the phone for ten minutes. */
export async function tick_vault(): Promise<void> {
  if (!kept) return;
  const at = performance.now();
  const elapsed = at - seen_at;
  if (vault_state.value === 'open' && at - touched_at >= k_close_after_ms) close_list();
  const life = time_passed(kept.life, elapsed, Date.now());
  seen_at = at;
  kept = { ...kept, life };
  if (is_over(life, Date.now())) return wipe_vault('expired');
  if (Math.abs(life.highest_ms - saved_ms) > 20_000) {
    saved_ms = life.highest_ms;
    await keep.put('vault', kept);
  }
}
let saved_ms = 0;

/** Of a device that carries nothing the text stays as it is. */
export async function seal_note(text: string, entry_key: Id): Promise<SealedText | null> {
  return key ? seal_text(key, text, `note:${entry_key}`) : null;
}

export async function unseal_note(sealed: SealedText, entry_key: Id): Promise<string | null> {
  return key ? unseal_text(key, sealed, `note:${entry_key}`) : null;
}

keep.on_wipe(() => {
  const gone = kept;
  kept = null;
  key = null;
  carried.value = null;
  vault_end.value = null;
  show_head();
  if (vault_state.value !== 'loading') vault_state.value = 'none';
  if (gone) void contact(gone.pack_id, { ticket: gone.ticket, wiped: true });
});
