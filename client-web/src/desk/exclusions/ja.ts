// Words for who is kept apart. Japanese is the source; en.ts must hold the same keys.
export const ja = {
  title: '組み合わせない相手',
  note: '理由は書きません。案と候補で、一緒に送らなくなります。',
  none: 'ありません。',
  person: (name: string) => `${name}さんと一緒にしない`,
  household: (need: string) => `${need} の家には送らない`,
  hidden: '名前は見られません',
  add_person: 'ボランティアを加える（名前・かな・番号）',
  add_need: '家を加える（ニーズの番号・名前・電話）',
  add: '加える',
  remove: '外す',
  added: '組み合わせない相手に加えました',
  removed: '組み合わせない相手から外しました',
};
export type ExclusionWords = typeof ja;
