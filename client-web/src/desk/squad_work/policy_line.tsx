import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import type { Id, SupportPolicy } from '../../wire/types';
import { category_words, fee_words, w } from './words';

/** The district's rules; null until they are read, or where they may not be. */
export function use_policy(district_id: Id | null): SupportPolicy | null {
  const [policy, set_policy] = useState<SupportPolicy | null>(null);
  useEffect(() => {
    set_policy(null);
    if (!district_id) return;
    let is_here = true;
    void api.get<SupportPolicy>(`/districts/${district_id}/support-policy`).then((reply) => {
      if (is_here && reply.ok) set_policy(reply.data);
    });
    return () => {
      is_here = false;
    };
  }, [district_id]);
  return policy;
}

/** What the district takes and for how much, before anything is typed; and that paid work wants another insurance. */
export function PolicyLine(props: { policy: SupportPolicy | null }): JSX.Element | null {
  const { policy } = props;
  if (!policy) return null;
  const words = w.value.series;
  return (
    <div class="policy-line">
      <p>
        <b>{fee_words(policy)}</b>
        {policy.categories.length > 0 && `　${words.allowed(category_words(policy))}`}
        {policy.minutes_max !== null && `　${words.minutes_max(policy.minutes_max)}`}
      </p>
      {policy.note && <p>{policy.note}</p>}
      {policy.fee_kind !== 'free' && <p class="paid">{w.value.paid_note}</p>}
    </div>
  );
}
