import { signal } from '@preact/signals';
import type { Account, Me, Problem, SessionReply, Volunteer } from '../wire/types';
import { api, is_unreachable, session_lost } from './api';
import { keep } from './keep';

export interface Session {
  account: Account;
  volunteer: Volunteer | null;
  demo: boolean;
  /** Taken from this device because the server could not be reached. */
  from_device: boolean;
}

/** undefined while the first question is on its way; null when nobody is signed in. */
export const session = signal<Session | null | undefined>(undefined);

function take(me: Me, from_device: boolean): Session {
  const next = { account: me.account, volunteer: me.volunteer, demo: me.demo, from_device };
  session.value = next;
  return next;
}

/** Asks who is signed in. Without network the account last used on this device opens its own kept pages. */
export async function load_session(): Promise<Session | null> {
  const reply = await api.get<Me>('/me');
  if (reply.ok) {
    session_lost.value = false;
    await keep.put('me', slim(reply.data));
    return take(reply.data, false);
  }
  if (is_unreachable(reply) || reply.problem.status >= 500) {
    const kept = await keep.get<Me>('me');
    if (kept) return take(kept, true);
  } else if (reply.problem.status === 401) {
    session_lost.value = false;
  }
  session.value = null;
  return null;
}

/** What stays on the device: who may open which screen. Not the volunteer's own contact data. */
function slim(me: Me): Me {
  return { ...me, volunteer: null };
}

export async function sign_in(login: string, password: string): Promise<Problem | null> {
  const reply = await api.post<SessionReply>('/session', { login, password, cookie: true }, { keyless: true });
  if (!reply.ok) return reply.problem;
  const before = await keep.get<Me>('me');
  if (before && before.account.id !== reply.data.account.id) await keep.wipe();
  await load_session();
  return null;
}

/** Signs out and wipes everything this device kept: job cards, queue, account. */
export async function sign_out(): Promise<void> {
  await api_delete_session();
  await keep.wipe();
  session.value = null;
}

async function api_delete_session(): Promise<void> {
  try {
    await fetch('/api/v1/session', { method: 'DELETE', credentials: 'same-origin' });
  } catch {
    // Without network the cookie stays until it expires; the device's own copies are wiped all the same.
  }
}

export function may(...roles: Account['role'][]): boolean {
  const now = session.value;
  return !!now && roles.includes(now.account.role);
}
