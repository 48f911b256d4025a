import type { Day, Id, List, Plan, PlanChange, PlanCommitted, PlanEdit, PlanGrid, PlanHead, PlanSeats, WhatIf } from '../wire/types';
import { api, is_unreachable, type Reply } from './api';
import { uuid7 } from './uuid';

/** A plan is computed while we wait: longer than any other call may take. */
const k_solve_timeout_ms = 60_000;

const kept = new Map<string, string>();

/** The same key again when the same press is repeated after silence; a new one once the server has decided. */
async function keyed<T>(path: string, body: unknown, if_match?: number): Promise<Reply<T>> {
  const text = `${path} ${if_match ?? ''} ${JSON.stringify(body)}`;
  const key = kept.get(text) ?? uuid7();
  kept.set(text, key);
  const options = { key, timeout_ms: k_solve_timeout_ms, ...(if_match === undefined ? {} : { if_match }) };
  const reply = await api.post<T>(path, body, options);
  const is_undecided = is_unreachable(reply) || (!reply.ok && reply.problem.status >= 500);
  if (!is_undecided) kept.delete(text);
  return reply;
}

function query(scope: Record<string, string | null>): string {
  return Object.entries(scope)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

export interface PlanScope {
  incident_id: Id | null;
  district_id: Id | null;
  day: Day;
}

export const plans = {
  list: (scope: PlanScope) => api.get<List<PlanHead>>(`/plans?limit=20&${query({ ...scope })}`),
  read: (id: Id) => api.get<Plan>(`/plans/${id}`),
  grid: (id: Id) => api.get<PlanGrid>(`/plans/${id}/grid`, { timeout_ms: k_solve_timeout_ms }),
  make: (scope: PlanScope, seats: readonly PlanSeats[]) => keyed<Plan>('/plans', { incident_id: scope.incident_id, district_id: scope.district_id, day: scope.day, seats }),
  improve: (id: Id) => keyed<Plan>(`/plans/${id}/improve`, {}),
  edit: (plan: Plan, changes: readonly PlanEdit[]) => keyed<Plan>(`/plans/${plan.id}/edits`, { changes }, plan.version),
  what_if: (id: Id, changes: readonly PlanChange[]) => api.read<WhatIf>(`/plans/${id}/what-if`, { changes }),
  commit: (plan: Plan, body: { expires_in_s?: number; drop_moved?: boolean }) => keyed<PlanCommitted>(`/plans/${plan.id}/commit`, body, plan.version),
};
