// My notices: those of the last days are read once, what is sent meanwhile comes by the topic `me` and is said politely.
import { computed, effect, signal, untracked } from '@preact/signals';
import { plain } from '../i18n';
import { api } from '../net/api';
import { keep } from '../net/keep';
import { session } from '../net/session';
import { all_seen, count_new, join_notices, to_say } from '../state/notices';
import { href, toast } from '../ui';
import type { Notice } from '../wire/offer_types';
import type { List, Problem } from '../wire/types';
import { my_offers, topic } from './mine';
import { notice_words } from './words_notices';

const read = signal<readonly Notice[] | null>(null);
export const notices_problem = signal<Problem | null>(null);

/** Newest first; null until they were read or one came live. */
export const notices = computed<readonly Notice[] | null>(() => {
  const live = topic.value.data?.notices;
  return read.value === null && !live?.size ? null : join_notices(read.value ?? [], live?.values());
});
export const new_notices = computed(() => count_new(notices.value ?? []));

export function start_notices(): void {
  keep.on_wipe(() => {
    read.value = null;
    notices_problem.value = null;
  });
  let known_start: number | undefined;
  effect(() => {
    const data = topic.value.data;
    // Only what comes by the topic is said: neither a new language nor a new session says it again.
    untracked(() => {
      if (!data || session.value?.account.volunteer_id == null) return;
      if (data.started !== known_start) {
        known_start = data.started;
        void read_notices();
      }
      for (const notice of to_say(data.just_sent)) say(notice);
    });
  });
}

async function read_notices(): Promise<void> {
  const reply = await api.get<List<Notice>>('/me/notices');
  notices_problem.value = reply.ok ? null : reply.problem;
  if (reply.ok) read.value = reply.data.items;
}

/** One line at the edge of the screen, read aloud after what is being said; never a sound, never in the way. */
function say(notice: Notice): void {
  const words = notice_words.value;
  const title = (notice.offer ?? my_offers.peek().get(notice.offer_id))?.need?.title;
  const text = plain(words.kind[notice.kind]) + (title ? `：${title}` : '');
  toast(text, { link: { href: href('offers', notice.offer_id), label: plain(words.look) } });
}

/** Everything told so far has been on screen. The mark stays for this visit, see the page. */
export async function see_all(): Promise<void> {
  if (new_notices.peek() === 0) return;
  const reply = await api.post('/me/notices/seen', {});
  if (reply.ok) read.value = all_seen(notices.peek() ?? [], new Date().toISOString());
}
