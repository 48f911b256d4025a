// 生活応援隊: concerns first, then who is helped, jobs that come again, a month in numbers, and the district's rules.
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import { elapsed_minutes, go, href, Icon, now, ProblemNotice } from '../../ui';
import type { Referral, Series, ServiceUser } from '../../wire/types';
import { DeskFrame } from '../frame';
import { use_key } from '../keys';
import { district_id, is_ready, problem, referral_of, referrals, series, series_of, start_squad_work, user_of, users, waiting } from './data';
import { PolicyPart } from './policy';
import { RecordsPart } from './records';
import { ReferralDetail } from './referrals';
import { SeriesForm } from './series';
import { UserForm, UserSearch } from './users';
import { day_words, district_name, rule_words, w } from './words';
import './squad_work.css';

const k_parts = ['referrals', 'users', 'series', 'records', 'policy'] as const;
type Part = (typeof k_parts)[number];

export function SquadWorkPage(props: { part: string | undefined; id: string | undefined; more: string | undefined }): JSX.Element {
  const part: Part = k_parts.find((one) => one === props.part) ?? 'referrals';
  const { id } = props;
  useEffect(start_squad_work, []);
  use_key('Escape', id ? () => go('squad-work', part) : null);
  const is_wide = part === 'records' || part === 'policy';
  return (
    <DeskFrame here="squad-work" page={w.value.title}>
      <main class={`cols c2${id || is_wide ? ' is-open' : ''}`} id="main" tabIndex={-1}>
        <section class="col list" aria-label={w.value.tab[part]} data-region tabIndex={-1}>
          <Tabs here={part} />
          <DistrictBar />
          <div class="scroll" data-rows>
            {problem.value && (
              <div class="pad">
                <ProblemNotice problem={problem.value} />
              </div>
            )}
            {!is_ready.value && <p class="loading">{common.value.state.loading}</p>}
            {is_ready.value && part === 'referrals' && <ReferralRows id={id} />}
            {is_ready.value && part === 'users' && <UserRows id={id} />}
            {is_ready.value && part === 'series' && <SeriesRows id={id} />}
          </div>
        </section>
        <Detail part={part} id={id} more={props.more} />
      </main>
    </DeskFrame>
  );
}

function Tabs(props: { here: Part }): JSX.Element {
  const words = w.value;
  return (
    <nav class="chips" aria-label={words.tabs}>
      {k_parts.map((part) => (
        <a key={part} href={href('squad-work', part)} aria-current={props.here === part ? 'true' : undefined}>
          {words.tab[part]}
          {part === 'referrals' && waiting.value > 0 && <span class="waiting">{waiting.value}</span>}
        </a>
      ))}
    </nav>
  );
}

function DistrictBar(): JSX.Element {
  const words = w.value;
  return (
    <div class="bar">
      <label class="expiry">
        <span>{words.district}</span>
        <select class="input" value={district_id.value} onChange={(event) => (district_id.value = event.currentTarget.value)}>
          <option value="">{words.all_districts}</option>
          {[...districts.value.values()].map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Row(props: { to: string; is_here: boolean; title: string; tag?: string; end: string; below: string; is_strong?: boolean }): JSX.Element {
  return (
    <li>
      <a class={props.is_here ? 'nrow sel' : 'nrow'} href={props.to} aria-current={props.is_here ? 'true' : undefined} data-row>
        <span class="nt">
          <b>{props.title}</b>
          {props.tag && <span class="tag">{props.tag}</span>}
        </span>
        <span class={props.is_strong ? 'num nobody' : 'num dim'}>{props.end}</span>
        <span class="np wide">
          <span>{props.below}</span>
        </span>
      </a>
    </li>
  );
}

function referral_end(one: Referral): string {
  const words = w.value.referrals;
  return one.status === 'open' ? words.waits(elapsed_minutes(now.value - Date.parse(one.opened_at))) : words.status[one.status];
}

function ReferralRows(props: { id: string | undefined }): JSX.Element {
  const words = w.value.referrals;
  if (referrals.value.length === 0) return <p class="pad">{words.empty}</p>;
  return (
    <ul>
      {referrals.value.map((one) => (
        <Row
          key={one.id}
          to={href('squad-work', 'referrals', one.id)}
          is_here={one.id === props.id}
          title={one.text}
          end={referral_end(one)}
          is_strong={one.status === 'open'}
          below={`${district_name(one.district_id)}　${one.person ? words.person(one.person) : words.no_person}`}
        />
      ))}
    </ul>
  );
}

const user_tag = (one: ServiceUser): string | undefined => (one.status === 'registered' ? undefined : w.value.users.status[one.status]);

function UserRows(props: { id: string | undefined }): JSX.Element {
  const words = w.value.users;
  return (
    <>
      <UserSearch />
      <p class="pad-s add-row">
        <a class="btn btn-s" href={href('squad-work', 'users', 'new')}>
          <Icon name="i-plus" />
          {words.add}
        </a>
      </p>
      {users.value.length === 0 && <p class="pad">{words.empty}</p>}
      <ul>
        {users.value.map((one) => (
          <Row
            key={one.id}
            to={href('squad-work', 'users', one.id)}
            is_here={one.id === props.id}
            title={one.name}
            {...(user_tag(one) ? { tag: user_tag(one)! } : {})}
            end={one.number}
            below={`${district_name(one.district_id)}　${one.name_kana}`}
          />
        ))}
      </ul>
    </>
  );
}

const series_tag = (one: Series): string | undefined => (one.status === 'active' ? undefined : w.value.series.status[one.status]);

function SeriesRows(props: { id: string | undefined }): JSX.Element {
  const words = w.value.series;
  if (series.value.length === 0) return <p class="pad">{words.empty}</p>;
  return (
    <ul>
      {series.value.map((one) => (
        <Row
          key={one.id}
          to={href('squad-work', 'series', one.id)}
          is_here={one.id === props.id}
          title={one.title}
          {...(series_tag(one) ? { tag: series_tag(one)! } : {})}
          end={one.next[0] ? day_words(one.next[0].on) : ''}
          below={`${user_of(one.service_user_id)?.name ?? ''}　${rule_words(one)}`}
        />
      ))}
    </ul>
  );
}

function Detail(props: { part: Part; id: string | undefined; more: string | undefined }): JSX.Element {
  const { part, id, more } = props;
  if (part === 'records') return <RecordsPart />;
  if (part === 'policy') return <PolicyPart />;
  const referral = part === 'referrals' && id ? referral_of(id) : undefined;
  if (referral) return <ReferralDetail key={referral.id} referral={referral} />;
  if (part === 'users' && id === 'new') return <UserForm key="new" user={null} />;
  const user = part === 'users' && id ? user_of(id) : undefined;
  if (user) return <UserForm key={user.id} user={user} />;
  const for_user = part === 'series' && id === 'new' ? user_of(more) : undefined;
  if (for_user) return <SeriesForm key={`new-${for_user.id}`} series={null} user={for_user} />;
  const one = part === 'series' && id ? series_of(id) : undefined;
  const its_user = one && user_of(one.service_user_id);
  if (one && its_user) return <SeriesForm key={one.id} series={one} user={its_user} />;
  return (
    <section class="col middle" aria-label={w.value.tab[part]} data-region tabIndex={-1}>
      <p class="pad dim">{w.value.pick}</p>
    </section>
  );
}
