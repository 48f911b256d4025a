// What a device says to the house about its list, by the ticket that it made: signed in or not.
import type { Id, PackStanding } from '../wire/types';
import { api, type Reply } from './api';
import { keep } from './keep';

/** The centre's list of devices says what is true. Without signal it is said at the next contact. */
export async function say_wiped(pack_id: Id, ticket: string): Promise<void> {
  await keep.put('vault_gone', { pack_id, ticket });
  await say_gone();
}

export async function say_gone(): Promise<void> {
  const gone = await keep.get<{ pack_id: Id; ticket: string }>('vault_gone');
  if (!gone) return;
  const reply = await contact(gone.pack_id, { ticket: gone.ticket, wiped: true });
  if (reply.ok || reply.problem.status === 404) await keep.del('vault_gone');
}

/** Asks as whoever is signed in, and without any sign-in when that has ended: a lost phone has no session left. */
export async function contact(pack_id: Id, body: { ticket: string; wiped?: boolean }): Promise<Reply<PackStanding>> {
  const path = `/packs/${pack_id}/contact`;
  const reply = await api.post<PackStanding>(path, body, { quiet: true });
  return !reply.ok && reply.problem.status === 401 ? api.post<PackStanding>(path, body, { anonymous: true }) : reply;
}
