import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { load_districts } from '../net/districts';
import { may, type Session } from '../net/session';
import { boot } from '../shell/boot';
import { go, route, toast } from '../ui';
import { AdminPage } from './admin_page';
import { CallsPage } from './calls_page';
import { DevicesPage } from './devices/page';
import { last_undo, start_keys, use_key } from './keys';
import { MatchingPage } from './matching/page';
import { NeedsPage } from './needs_page';
import { PeoplePage } from './people_page';
import { PersonPage } from './person/page';
import { SafetyPage } from './safety_page';
import { RosterPage } from './roster/page';
import { open_tab, start_scope } from './scope';
import { SquadWorkPage } from './squad_work/page';
import { t } from './words';
import './desk.css';
import './access/access.css';

let is_started = false;
function start_once(): void {
  if (is_started) return;
  is_started = true;
  start_keys();
  start_scope();
}

function App(): JSX.Element {
  useEffect(() => {
    start_once();
    void load_districts();
  }, []);
  use_key('g n', () => go('needs'));
  use_key('g s', () => (open_tab('survey'), go('needs')));
  use_key('g m', () => go('matching'));
  use_key('g t', () => go('calls'));
  use_key('g a', () => go('safety'));
  use_key('g p', () => go('people'));
  use_key('g q', () => go('squad-work'));
  use_key('g r', () => go('roster'));
  use_key('u', () => {
    const undo = last_undo.value;
    if (undo) undo();
    else toast(t.value.keys.nothing_to_undo);
    last_undo.value = null;
  });
  const [page = 'needs', a, b, c] = route.value;
  if (page === 'calls') return <CallsPage id={a} />;
  if (page === 'matching') return <MatchingPage tab={a} />;
  if (page === 'devices') return <DevicesPage />;
  if (page === 'safety') return <SafetyPage district_id={a} watch_id={b} />;
  if (page === 'person') return <PersonPage id={a} />;
  if (page === 'squad-work') return <SquadWorkPage part={a} id={b} more={c} />;
  if (page === 'roster' && may('admin', 'staff')) return <RosterPage part={a} id={b} more={c} />;
  if (page === 'people') return <PeoplePage kind={a === 'squads' ? 'squads' : 'volunteers'} id={a === 'squads' ? b : a} />;
  if (page === 'admin' && may('admin')) return <AdminPage part={a} />;
  return <NeedsPage id={page === 'needs' ? a : undefined} is_edit={b === 'edit'} />;
}

boot({ roles: ['admin', 'staff', 'coordinator'], app: (now: Session) => <App key={now.account.id} /> });
