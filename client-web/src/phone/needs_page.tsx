import type { ComponentChildren, JSX } from 'preact';
import { common } from '../i18n';
import { live } from '../net/live';
import { places_left } from '../state/places';
import { needs_topic } from '../state/topics';
import { Empty } from './offers_page';
import { elapsed_minutes, href, Icon, NeedState, now, ProblemNotice, span } from '../ui';
import type { Id, Need, Priority } from '../wire/types';
import { Fact } from './facts';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { server_now } from './mine';
import { MapLink } from './job_page';
import { ReferralRows } from './referrals';
import { t } from './words';

const k_rank: Record<Priority, number> = { crisis: 0, priority: 1, normal: 2 };
const k_over = new Set(['done', 'cancelled', 'declined', 'merged']);

function own_needs(): Need[] | null {
  const data = live.follow('needs', needs_topic).value.data;
  if (!data) return null;
  const open = [...data.needs.values()].filter((need) => !k_over.has(need.status));
  return open.sort((a, b) => k_rank[a.priority] - k_rank[b.priority] || (a.received_at < b.received_at ? -1 : 1));
}

/** The needs of the own district, simply: who waits longest first, how many are still wanted. */
export function NeedsPage(props: { tabs?: ComponentChildren }): JSX.Element {
  const words = t.value.needs;
  const needs = own_needs();
  const refused = live.follow('needs', needs_topic).value.problem;
  return (
    <PhoneFrame mode="normal" page={words.title} tabs={props.tabs}>
      <OfflineNote />
      <div class="list">
        {refused && <ProblemNotice problem={{ type: '', title: '', status: 403, code: refused }} />}
        {!needs && !refused && <p class="loading">{common.value.state.loading}</p>}
        <ReferralRows />
        {needs?.length === 0 && <Empty text={words.empty} />}
        <ul>
          {needs?.map((need) => (
            <li key={need.id}>
              <NeedRow need={need} />
            </li>
          ))}
        </ul>
      </div>
      <UnsentBar />
    </PhoneFrame>
  );
}

function NeedRow(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.needs;
  return (
    <a class="pp" href={href('needs', need.id)}>
      <span>
        {need.priority !== 'normal' && (
          <>
            <span class={need.priority === 'crisis' ? 'tag tag-crisis' : 'tag'}>
              {common.value.priority[need.priority]}
            </span>{' '}
          </>
        )}
        <b>{need.title}</b>
        <br />
        <NeedState status={need.status} />
        {'　'}
        <span class="m">{need.town ?? ''}</span>
      </span>
      <span class="t">
        {places_left(need.places) > 0 ? (
          <b>{words.short(places_left(need.places))}</b>
        ) : (
          words.places(need.places.accepted, need.places.needed)
        )}
        <br />
        {elapsed_minutes(server_now(now.value) - Date.parse(need.status_since))}
      </span>
    </a>
  );
}

export function NeedPage(props: { id: Id }): JSX.Element {
  const words = t.value.needs;
  const need = live.follow('needs', needs_topic).value.data?.needs.get(props.id);
  return (
    <PhoneFrame
      mode={need?.is_drill ? 'drill' : need?.incident_id ? 'real' : 'normal'}
      page={need?.number ?? words.title}
      back={href('needs')}
    >
      <OfflineNote />
      <div class="body">{need ? <NeedCard need={need} /> : <Empty text={words.gone} />}</div>
      <UnsentBar />
    </PhoneFrame>
  );
}

function NeedCard(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.needs;
  const phone = need.requester?.phone;
  return (
    <>
      {need.crisis_reason && (
        <div class="notice notice-error">
          <p class="notice-h">
            <Icon name="i-warn" />
            {words.crisis}
          </p>
          <p>{need.crisis_reason}</p>
        </div>
      )}
      <h2 class="t1">{need.title}</h2>
      <p>
        <NeedState status={need.status} />　{words.places(need.places.accepted, need.places.needed)}
      </p>
      <dl class="facts">
        {need.requester && (
          <Fact label={words.who}>
            <b>{t.value.watch.sama(need.requester.name)}</b>
            {phone && (
              <div class="addr">
                <a class="btn" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
                  <Icon name="i-tel" />
                  {t.value.entry.call}
                </a>
              </div>
            )}
          </Fact>
        )}
        <Fact label={words.where}>
          {need.address ?? need.town ?? '―'}
          <div class="addr">
            <MapLink lat={need.lat} lng={need.lng} />
          </div>
        </Fact>
        <Fact label={words.when}>{need.starts_at ? span(need.starts_at, need.ends_at) : t.value.offer.when_free}</Fact>
        {need.support?.with_coordinator && <Fact label={t.value.support.visit}>{t.value.support.together}</Fact>}
        {need.detail && <Fact label={words.detail}>{need.detail}</Fact>}
      </dl>
    </>
  );
}
