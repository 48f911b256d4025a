// Wires the list of this phone to the page: its time, the hand on the screen, and every way to hear that it was locked.
import { effect } from '@preact/signals';
import { session_lost } from '../../net/api';
import { live } from '../../net/live';
import { ask_standing, load_vault, tick_vault, touched, vault_head, wipe_vault } from '../../net/vault';
import { now } from '../../ui';
import { topic } from '../mine';

let is_started = false;

export async function start_field(): Promise<void> {
  if (is_started) return;
  is_started = true;
  await load_vault();
  for (const kind of ['pointerdown', 'keydown'] as const) addEventListener(kind, touched, { passive: true });
  now.subscribe(() => void tick_vault());
  live.link.subscribe((link) => {
    if (link === 'live') void ask_standing();
  });
  effect(() => {
    if (session_lost.value || live.revoked.value) void ask_standing();
  });
  effect(() => {
    const mine = vault_head.value?.pack_id;
    if (mine && topic.value.data?.locked_packs.includes(mine)) void wipe_vault('locked');
  });
}
