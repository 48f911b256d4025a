// The end of a drill: what it means, one act, and what went.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { catalogue, common, type Words } from '../i18n';
import { Button, Dialog, ProblemNotice } from '../ui';
import type { Incident } from '../wire/types';
import { load_incidents, put_incident } from './scope';
import { use_send } from './send';

export const wipe_ja = {
  button: '訓練の記録を消す…',
  title: (name: string) => `「${name}」の記録をすべて消します`,
  what: 'この訓練のニーズ、お願い、安否確認、案、地図メモなどが消えます。もとにもどせません。',
  kept: '名簿の方、ボランティア、ふだんの記録と、実際の災害の記録はそのままです。紙と端末の貸し出しの控えも残ります。',
  act: '消す',
  done: '消しました。消えたもの：',
  nothing: '残っている記録はありませんでした。',
  kinds: {
    needs: 'ニーズ',
    offers: 'お願い',
    reports: '報告',
    plans: '計画の案',
    teams: 'チーム',
    waves: '順番のお願い',
    notices: 'お知らせ',
    calls: '電話の記録',
    rounds: '安否確認の回',
    checks: '安否の記録',
    rescues: '救助の引きつぎ',
    arrivals: '避難所の名簿',
    map_notes: '地図メモ',
    exclusions: '組み合わせの除外',
  } as Record<string, string>,
  count: (word: string, n: number) => `${word} ${n}件`,
};

export const wipe_en: Words<typeof wipe_ja> = {
  button: 'Wipe the drill…',
  title: (name) => `All records of “${name}” will be wiped`,
  what: 'Needs, offers, checks, plans, map notes and all else of this drill go. This cannot be undone.',
  kept: 'People on the list, volunteers, everyday records and those of real incidents stay. So do the records of paper and devices given out.',
  act: 'Wipe',
  done: 'Wiped. What went:',
  nothing: 'There were no records left.',
  kinds: {
    needs: 'needs',
    offers: 'offers',
    reports: 'reports',
    plans: 'plans',
    teams: 'teams',
    waves: 'waves',
    notices: 'notices',
    calls: 'calls',
    rounds: 'rounds',
    checks: 'checks',
    rescues: 'rescues handed over',
    arrivals: 'shelter lists',
    map_notes: 'map notes',
    exclusions: 'exclusions',
  },
  count: (word, n) => `${n} ${word}`,
};

const w = catalogue({ ja: wipe_ja, en: wipe_en });

interface Wiped {
  incident: Incident;
  removed: Record<string, number>;
}

export function WipeDrill(props: { one: Incident }): JSX.Element | null {
  const { one } = props;
  const words = w.value;
  const [is_asked, set_asked] = useState(false);
  const [removed, set_removed] = useState<Record<string, number> | null>(null);
  const send = use_send();
  if (!one.is_drill) return null;
  const wipe = async (): Promise<void> => {
    const reply = await send.post<Wiped>(`/incidents/${one.id}/wipe`, {});
    if (!reply.ok) return;
    set_removed(reply.data.removed);
    put_incident(reply.data.incident);
    void load_incidents();
  };
  const close = (): void => {
    set_asked(false);
    set_removed(null);
  };
  const gone = Object.entries(removed ?? {}).filter(([, n]) => n > 0);
  return (
    <>
      <Button small kind="quiet" onClick={() => set_asked(true)}>
        {words.button}
      </Button>
      {is_asked && (
        <Dialog
          title={words.title(one.name)}
          onClose={close}
          foot={
            <>
              <Button kind="quiet" onClick={close}>
                {removed ? common.value.action.close : common.value.action.cancel}
              </Button>
              {!removed && (
                <Button kind="danger" disabled={send.is_busy} onClick={() => void wipe()}>
                  {words.act}
                </Button>
              )}
            </>
          }
        >
          <ProblemNotice problem={send.problem} />
          {!removed && (
            <>
              <p>{words.what}</p>
              <p>{words.kept}</p>
            </>
          )}
          {removed && (
            <div role="status">
              <p>{gone.length > 0 ? words.done : words.nothing}</p>
              <ul>
                {gone.map(([kind, n]) => (
                  <li key={kind}>{words.count(words.kinds[kind] ?? kind, n)}</li>
                ))}
              </ul>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}
