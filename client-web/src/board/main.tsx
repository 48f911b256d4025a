import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import './board.css';
import './board_layers.css';
import { live } from '../net/live';
import { boot } from '../shell/boot';
import { CalmPage } from './calm_page';
import { chosen, watch_choice } from './choice';
import { load_ground } from './ground';
import { WallPage } from './wall_page';

function App(): JSX.Element {
  useEffect(watch_choice, []);
  const link = live.link.value;
  // Again with each change of the link, until the ground has come once.
  useEffect(() => void load_ground(), [link]);
  const incident = chosen.value;
  return incident ? <WallPage key={incident.id} incident={incident} /> : <CalmPage />;
}

boot({ roles: ['admin', 'staff', 'coordinator', 'viewer'], app: (now) => <App key={now.account.id} /> });
