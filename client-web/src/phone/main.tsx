import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import './phone.css';
import './field/field.css';
import { plain } from '../i18n';
import { load_districts } from '../net/districts';
import { session, type Session } from '../net/session';
import { boot } from '../shell/boot';
import { href, route } from '../ui';
import { TabBar } from './frame';
import { MePage } from './me_page';
import { start_mine } from './mine';
import { NeedPage, NeedsPage } from './needs_page';
import { new_notices, start_notices } from './notices';
import { NoticesPage } from './notices_page';
import { OfferPage } from './offer_page';
import { OffersPage } from './offers_page';
import { open_referrals, ReferralPage, start_referrals } from './referrals';
import { RegisterPage } from './register_page';
import { ReportPage } from './report_page';
import { PackPage } from './field/pack_page';
import { PinGate } from './field/pin_gate';
import { start_field } from './field/start';
import { StreetPage } from './field/street_page';
import { vault_state } from '../net/vault';
import { start_watch, watch_view } from './watch';
import { WatchEntryPage } from './watch_entry';
import { WatchListPage } from './watch_list';
import { WeekdayEntryPage } from './weekday_entry';
import { WeekdayPage } from './weekday_list';
import { WishesPage } from './wishes_page';
import { t } from './words';
import { notice_words } from './words_notices';

start_mine();
start_notices();

type Tab = 'watch' | 'needs' | 'offers' | 'notices';

function tabs_of(session: Session): Tab[] {
  const { role, volunteer_id } = session.account;
  if (role === 'volunteer') return ['offers', 'notices'];
  return volunteer_id === null ? ['watch', 'needs'] : ['watch', 'needs', 'offers', 'notices'];
}

function App(props: { session: Session }): JSX.Element {
  const tabs = tabs_of(props.session);
  const does_watch = tabs.includes('watch');
  useEffect(() => {
    void load_districts();
    if (!does_watch) return;
    void start_field().then(start_watch);
    start_referrals();
  }, [does_watch]);
  const [first = tabs[0]!, id, step] = route.value;
  useEffect(() => scrollTo(0, 0), [first, id, step]);

  const bar = (here: Tab): JSX.Element => (
    <TabBar
      tabs={tabs.map((tab) => ({
        to: href(tab),
        label: tab === 'notices' ? plain(notice_words.value.title) : t.value.tabs[tab],
        is_here: tab === here,
        count: tab === 'watch' ? watch_view.value.todo.length : tab === 'needs' ? open_referrals.value.length : 0,
        fresh: tab === 'notices' ? new_notices.value : 0,
      }))}
    />
  );

  if (first === 'me') return id === 'wishes' ? <WishesPage /> : <MePage />;
  if (first === 'notices') return <NoticesPage tabs={bar('notices')} />;
  if (first === 'offers' && id && step === 'report') return <ReportPage key={id} id={id} />;
  if (first === 'offers' && id) return <OfferPage key={id} id={id} />;
  if (does_watch && first === 'watch') return <WatchPages id={id} tabs={bar('watch')} />;
  if (does_watch && first === 'weekday') return id ? <WeekdayEntryPage key={id} id={id} /> : <WeekdayPage tabs={bar('watch')} />;
  if (does_watch && first === 'referrals' && id) return <ReferralPage key={id} id={id} />;
  if (does_watch && first === 'needs') return id ? <NeedPage key={id} id={id} /> : <NeedsPage tabs={bar('needs')} />;
  if (first === 'offers' || !does_watch) return <OffersPage tabs={bar('offers')} />;
  return <WatchPages tabs={bar('watch')} />;
}

function WatchPages(props: { id?: string | undefined; tabs: JSX.Element }): JSX.Element {
  const { id } = props;
  // A list on this phone opens with its PIN, also where there is signal: one habit for both.
  if (vault_state.value === 'closed') return <PinGate />;
  if (id === 'pack') return <PackPage />;
  if (id === 'street') return <StreetPage />;
  return id ? <WatchEntryPage key={id} id={id} /> : <WatchListPage tabs={props.tabs} />;
}

boot({
  roles: ['volunteer', 'coordinator', 'staff', 'admin'],
  has_easy: true,
  open_page: () => (route.value[0] === 'register' && !session.value ? <RegisterPage /> : null),
  app: (now) => <App key={now.account.id} session={now} />,
});
