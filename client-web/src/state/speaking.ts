// What a board says aloud: the news since it last spoke, in figures. How often it may speak is the page's.
import { shown_total, type BoardData } from './board';

export interface Said {
  open: number;
  help: number;
  rescue: number;
  known: number;
  notes: number;
  round: string | null;
}

export function said_of(data: BoardData, notes: number): Said {
  const { total, round } = data;
  return {
    open: total.open,
    help: total.counts.needs_help ?? 0,
    rescue: total.counts.needs_rescue ?? 0,
    known: shown_total(total) - total.open,
    notes,
    round: round?.id ?? null,
  };
}

export interface News {
  open: number;
  /** How much each changed: more (+) or fewer (−). */
  open_by: number;
  help_by: number;
  rescue_by: number;
  notes_by: number;
  is_new_round: boolean;
}

/** null: nothing worth a word. */
export function news_since(before: Said, now: Said): News | null {
  const news: News = {
    open: now.open,
    open_by: now.open - before.open,
    help_by: now.help - before.help,
    rescue_by: now.rescue - before.rescue,
    notes_by: now.notes - before.notes,
    is_new_round: now.round !== before.round,
  };
  const is_quiet = !news.open_by && !news.help_by && !news.rescue_by && !news.notes_by && !news.is_new_round;
  return is_quiet ? null : news;
}
