// My offers: live from the topic `me`, kept on the device for the time without network.
import { computed, effect, signal } from '@preact/signals';
import { keep } from '../net/keep';
import { live } from '../net/live';
import { entries, forget } from '../net/outbox';
import { session } from '../net/session';
import { for_keeping, job_stage, newer_offer } from '../state/offers';
import { mine_topic } from '../state/topics';
import type { Preference } from '../wire/offer_types';
import type { AcceptReply, Id, Offer, OfferReply } from '../wire/types';

interface Kept {
  at: number;
  account_id: Id;
  offers: Offer[];
}

const k_key = 'mine';
/** Live: my offers and the notices sent to me. */
export const topic = live.follow('me', mine_topic);
/** From replies to own presses: may be a moment ahead of the live topic. */
const replied = signal<ReadonlyMap<Id, Offer>>(new Map());
const kept = signal<ReadonlyMap<Id, Offer>>(new Map());
let is_reading = true;
/** What my last answers have taught, by offer: shown beside the answer, where it can be taken back at once. */
export const just_learned = signal<ReadonlyMap<Id, Preference>>(new Map());

export const my_offers = computed<ReadonlyMap<Id, Offer>>(() => {
  const base = topic.value.data?.offers ?? kept.value;
  const offers = new Map(base);
  for (const [id, offer] of replied.value) offers.set(id, newer_offer(offers.get(id), offer));
  return offers;
});

/** False until the first snapshot has come or the device's copy was read. */
export const has_offers = computed(() => topic.value.data !== null || kept.value.size > 0);
export const mine_problem = computed(() => topic.value.problem);

/** Server's clock as well as we know it. */
export function server_now(now: number): number {
  return now + live.clock_skew_ms.value;
}

export function start_mine(): void {
  void read_kept();
  keep.on_wipe(() => {
    kept.value = new Map();
    replied.value = new Map();
    just_learned.value = new Map();
    topic.value = { seq: null, data: null, problem: null };
  });
  effect(() => {
    const offers = my_offers.value;
    if (!is_reading && session.value && has_offers.value) void write_kept(offers);
  });
  effect(take_replies);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && session.value && has_offers.value) void write_kept(my_offers.peek());
  });
}

async function read_kept(): Promise<void> {
  const found = await keep.get<Kept>(k_key);
  if (found) {
    const now = Date.now();
    kept.value = new Map(found.offers.map((offer) => [offer.id, for_keeping(offer, now)]));
    live.heard_at.value ??= found.at;
  }
  is_reading = false;
}

async function write_kept(offers: ReadonlyMap<Id, Offer>): Promise<void> {
  const account_id = session.peek()?.account.id;
  if (!account_id) return;
  const now = Date.now();
  const unsettled = entries.peek();
  const mine = [...offers.values()].map((offer) =>
    job_stage(offer, unsettled) === 'done'
      ? for_keeping({ ...offer, served_at: offer.served_at ?? offer.made_at }, now)
      : for_keeping(offer, now),
  );
  await keep.put(k_key, { at: live.heard_at.peek() ?? now, account_id, offers: mine } satisfies Kept);
}

const k_offer_words = new Set([
  'accept',
  'decline',
  'decline_reason',
  'substitute',
  'substitute_back',
  'arrive',
  'complete',
]);

/** Outcomes of own presses: a decided one becomes the offer's state, a refused one stays until it was seen. */
function take_replies(): void {
  const next = new Map(replied.peek());
  let is_changed = false;
  for (const entry of entries.value) {
    if (!k_offer_words.has(entry.word) || entry.state !== 'answered') continue;
    if (entry.problem) {
      // A reason told too late changes nothing for anybody.
      if (entry.word === 'decline_reason') void forget(entry.key);
      continue;
    }
    const reply = entry.reply as Partial<AcceptReply & OfferReply> | null;
    const offer = reply?.offer;
    if (offer && reply.learned) just_learned.value = new Map(just_learned.peek()).set(offer.id, reply.learned);
    if (offer) {
      const before = next.get(offer.id) ?? my_offers.peek().get(offer.id);
      const card = offer.need ?? before?.need;
      next.set(offer.id, card ? { ...offer, need: card } : offer);
      is_changed = true;
    } else if (entry.word === 'complete') {
      const before = next.get(entry.subject) ?? my_offers.peek().get(entry.subject);
      if (before)
        next.set(before.id, for_keeping({ ...before, served_at: new Date(entry.made_at).toISOString() }, Date.now()));
      is_changed = true;
    }
    void forget(entry.key);
  }
  if (is_changed) replied.value = next;
}
