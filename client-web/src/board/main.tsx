import type { JSX } from 'preact';
import { common } from '../i18n';
import { live } from '../net/live';
import { boot } from '../shell/boot';
import { AgeMark, ModeFrame } from '../ui';

function Page(): JSX.Element {
  const words = common.value;
  return (
    <ModeFrame
      mode="normal"
      title={words.app}
      page={words.sign_in.board}
      surface="plain"
      end={<AgeMark link={live.link.value} heard_at={live.heard_at.value} seconds />}
    >
      <main class="plain-main">
        <h1>{words.sign_in.board}</h1>
      </main>
    </ModeFrame>
  );
}

boot({ roles: ['admin', 'staff', 'coordinator', 'viewer'], app: () => <Page /> });
