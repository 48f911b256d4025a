import { useRef, useState } from 'preact/hooks';
import { api, is_unreachable, type Reply } from '../net/api';
import { uuid7 } from '../net/uuid';
import type { Problem } from '../wire/types';

/**
 * One form's way to the server: busy while it runs, the refusal kept for the page, and the same key again when the same
 * press is repeated after silence, so that nothing is done twice.
 */
export function use_send(): {
  is_busy: boolean;
  problem: Problem | null;
  set_problem: (problem: Problem | null) => void;
  post: <T>(path: string, body: unknown) => Promise<Reply<T>>;
  patch: <T>(path: string, body: unknown, version: number) => Promise<Reply<T>>;
  remove: <T>(path: string) => Promise<Reply<T>>;
} {
  const [is_busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const last = useRef<{ text: string; key: string } | null>(null);

  async function run<T>(text: string, call: (key: string) => Promise<Reply<T>>): Promise<Reply<T>> {
    if (last.current?.text !== text) last.current = { text, key: uuid7() };
    set_busy(true);
    const reply = await call(last.current.key);
    set_busy(false);
    const is_undecided = is_unreachable(reply) || (!reply.ok && reply.problem.status >= 500);
    if (!is_undecided) last.current = null;
    set_problem(reply.ok ? null : reply.problem);
    return reply;
  }

  return {
    is_busy,
    problem,
    set_problem,
    post: <T>(path: string, body: unknown) => run<T>(`${path} ${JSON.stringify(body)}`, (key) => api.post<T>(path, body, { key })),
    patch: <T>(path: string, body: unknown, version: number) =>
      run<T>(`${path} ${version} ${JSON.stringify(body)}`, (key) => api.patch<T>(path, body, version, { key })),
    remove: <T>(path: string) => run<T>(`DELETE ${path}`, (key) => api.delete<T>(path, { key })),
  };
}
