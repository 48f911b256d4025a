// Looking back: which moment, and its picture. While it is set, nothing live stands on the page.
import { computed, signal } from '@preact/signals';
import { api } from '../net/api';
import { live } from '../net/live';
import { board_topic, type BoardData } from '../state/board';
import { frames } from '../state/past';
import { now } from '../ui';
import type { Id, List, Round } from '../wire/types';

/** So many pictures are kept while playing back and forth. */
const k_kept_max = 60;
const k_frames = 24;
const k_frame_ms = 900;

interface Past {
  incident: Id;
  from: number;
  to: number;
  /** The moment asked for; `data` follows. */
  at: number;
  data: BoardData | null;
  /** The moment of `data`. */
  data_at: number;
  rounds: Round[];
  is_playing: boolean;
  has_failed: boolean;
}

export const past = signal<Past | null>(null);
/** The moment whose figures stand on the page; null: now. */
export const past_at = computed(() => (past.value ? past.value.data_at : null));

const pictures = new Map<string, BoardData>();
let asked = 0;

export async function look_back(incident: { id: Id; opened_at: string }): Promise<void> {
  const from = Date.parse(incident.opened_at);
  const to = Math.max(from, now.peek() + live.clock_skew_ms.peek() - 1000);
  pictures.clear();
  past.value = {
    incident: incident.id, from, to, at: to, data: null, data_at: to, rounds: [], is_playing: false, has_failed: false,
  };
  void go_to(to);
  const rounds = await api.get<List<Round>>(`/incidents/${incident.id}/rounds`);
  if (rounds.ok && past.peek()?.incident === incident.id) past.value = { ...past.peek()!, rounds: rounds.data.items };
}

export function back_to_now(): void {
  asked++;
  past.value = null;
  pictures.clear();
}

/** The slider's place changes at once; its picture when it has come. The last moment asked for wins. */
export async function go_to(at: number): Promise<void> {
  const before = past.peek();
  if (!before) return;
  const mine = ++asked;
  past.value = { ...before, at };
  const data = await picture(before.incident, at);
  const current = past.peek();
  if (!current || mine !== asked) return;
  past.value = data
    ? { ...current, data, data_at: at, has_failed: false }
    : { ...current, has_failed: true, is_playing: false };
}

async function picture(incident: Id, at: number): Promise<BoardData | null> {
  const moment = new Date(at).toISOString();
  const known = pictures.get(moment);
  if (known) return known;
  const reply = await api.get<unknown>(`/incidents/${incident}/map?at=${encodeURIComponent(moment)}`);
  if (!reply.ok) return null;
  const data = board_topic.start(reply.data);
  if (pictures.size >= k_kept_max) pictures.delete(pictures.keys().next().value!);
  pictures.set(moment, data);
  return data;
}

/** From where the slider stands (from the start, when it stands at the end) to now, a picture a second or so. */
export async function play(): Promise<void> {
  const first = past.peek();
  if (!first) return;
  const from = first.at >= first.to ? first.from : first.at;
  past.value = { ...first, is_playing: true };
  for (const at of frames(from, first.to, k_frames)) {
    if (!past.peek()?.is_playing) return;
    const started = Date.now();
    await go_to(at);
    await new Promise((done) => setTimeout(done, Math.max(100, k_frame_ms - (Date.now() - started))));
  }
  stop_playing();
}

export function stop_playing(): void {
  const current = past.peek();
  if (current) past.value = { ...current, is_playing: false };
}
