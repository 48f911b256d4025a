import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { live } from '../net/live';
import type { BoardData } from '../state/board';
import { news_since, said_of, type News, type Said } from '../state/speaking';
import { clock } from '../ui';
import { past_at } from './past_state';
import { figure } from './words';
import { tl } from './words_layers';

/** A reader hears the news of so long in one sentence; 500 changes a second are still one. */
const k_speak_every_ms = 20_000;

function words_of(news: News): string {
  const words = tl.value.speak;
  const by = (n: number): string => (n < 0 ? words.fewer(figure(-n)) : words.more(figure(n)));
  const parts = [
    news.is_new_round ? words.round : '',
    words.open(figure(news.open)),
    news.open_by ? by(news.open_by) : '',
    news.rescue_by ? words.rescue(by(news.rescue_by)) : '',
    news.help_by ? words.help(by(news.help_by)) : '',
    news.notes_by ? words.notes(news.notes_by > 0 ? words.note_more(figure(news.notes_by)) : words.note_fewer(figure(-news.notes_by))) : '',
  ];
  return parts.filter(Boolean).join('。');
}

/** The page's voice: polite, never more often than a person can listen; at once when the server is cut off. */
export function Speaker(props: { data: BoardData; notes: number }): JSX.Element {
  const [text, set_text] = useState('');
  const newest = useRef<Said>(said_of(props.data, props.notes));
  const spoken = useRef<Said>(newest.current);
  newest.current = said_of(props.data, props.notes);
  useEffect(() => {
    const timer = setInterval(() => {
      if (past_at.peek() !== null) return;
      const news = news_since(spoken.current, newest.current);
      if (!news) return;
      spoken.current = newest.current;
      set_text(words_of(news));
    }, k_speak_every_ms);
    return () => clearInterval(timer);
  }, []);
  const link = live.link.value;
  const was_cut = useRef(false);
  useEffect(() => {
    const words = tl.value.speak;
    if (link === 'offline') set_text(words.cut);
    else if (link === 'live' && was_cut.current) set_text(words.live);
    was_cut.current = link === 'offline' || (was_cut.current && link !== 'live');
  }, [link]);
  const at = past_at.value;
  useEffect(() => {
    if (at !== null) set_text(tl.value.speak.past(clock(at)));
  }, [at]);
  return (
    <p class="sr" role="status" data-speaker>
      {/* Not an empty text: it would be set anew with every draw, and some readers would speak up each time. */}
      {text || null}
    </p>
  );
}
