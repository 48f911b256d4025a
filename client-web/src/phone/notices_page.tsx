import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { live } from '../net/live';
import { session } from '../net/session';
import { is_new, told_at } from '../state/notices';
import { href, Icon, moment, now, ProblemNotice, span, Words, type IconName } from '../ui';
import type { Notice, NoticeKind } from '../wire/offer_types';
import type { Id } from '../wire/types';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { my_offers, server_now } from './mine';
import { new_notices, notices, notices_problem, see_all } from './notices';
import { Empty, mode_of_offer } from './offers_page';
import { t } from './words';
import { notice_words } from './words_notices';

const k_icons: Record<NoticeKind, IconName> = {
  offer_made: 'i-flag',
  offer_reminder: 'i-clock',
  job_reminder: 'i-clock',
  promoted: 'i-yes',
  substituted: 'i-people',
  withdrawn: 'i-undo',
  place_filled: 'i-people',
  team_formed: 'i-yes',
};

/** What I was told, newest first. Opening it is seeing it; the mark of what was new stays until the page is left. */
export function NoticesPage(props: { tabs?: ComponentChildren }): JSX.Element {
  const words = notice_words.value;
  const list = notices.value;
  const [fresh, set_fresh] = useState<ReadonlySet<Id>>(new Set());
  const is_linked = session.value?.account.volunteer_id != null;
  const unseen = new_notices.value;
  useEffect(() => {
    if (unseen === 0 || !list) return;
    set_fresh((known) => new Set([...known, ...list.filter(is_new).map((one) => one.id)]));
    void see_all();
  }, [unseen]);
  return (
    <PhoneFrame mode="normal" page={words.title} easy tabs={props.tabs}>
      <OfflineNote />
      <div class="list">
        {!is_linked && <Empty text={t.value.offers.not_linked} />}
        {is_linked && !list && live.link.value === 'offline' && <Empty text={words.offline} />}
        {is_linked && !list && live.link.value !== 'offline' && !notices_problem.value && (
          <p class="loading">{common.value.state.loading}</p>
        )}
        {!list && notices_problem.value?.status ? <ProblemNotice problem={notices_problem.value} /> : null}
        {list?.length === 0 && <Empty text={words.empty} note={words.empty_note} />}
        <ul>
          {list?.map((notice) => (
            <li key={notice.id}>
              <NoticeRow notice={notice} is_fresh={fresh.has(notice.id) || is_new(notice)} />
            </li>
          ))}
        </ul>
      </div>
      <UnsentBar />
    </PhoneFrame>
  );
}

function NoticeRow(props: { notice: Notice; is_fresh: boolean }): JSX.Element {
  const { notice, is_fresh } = props;
  const words = notice_words.value;
  const offer = my_offers.value.get(notice.offer_id) ?? notice.offer;
  const card = offer?.need;
  const is_open = offer?.status === 'open' && (notice.kind === 'offer_made' || notice.kind === 'offer_reminder');
  const own = offer ? mode_of_offer(offer) : notice.is_drill ? 'drill' : 'normal';
  const at = server_now(now.value);
  return (
    <a class={is_fresh ? 'pp nt nt-new' : 'pp nt'} href={href('offers', notice.offer_id)}>
      <Icon name={k_icons[notice.kind]} />
      <span>
        {is_fresh && (
          <span class="tag tag-real">
            <Words text={words.new_mark} />
          </span>
        )}{' '}
        {own !== 'normal' && <span class={`tag tag-${own}`}>{common.value.mode[own]}</span>}{' '}
        <b>
          <Words text={words.kind[notice.kind]} />
        </b>
        <br />
        {card?.title}
        {card?.starts_at && (
          <>
            <br />
            <span class="m">
              <Words text={span(card.starts_at, card.ends_at)} />
            </span>
          </>
        )}
        {is_open && (
          <>
            <br />
            <b class="lim-s">
              <Words text={words.until(moment(offer.expires_at, at))} />
            </b>
          </>
        )}
      </span>
      <span class="t">{moment(told_at(notice), at)}</span>
    </a>
  );
}
