// Words of the end of a drill.
import { catalogue, type Words } from '../i18n';

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

export const wipe_words = catalogue({ ja: wipe_ja, en: wipe_en });
