// Words for the weights of matching. Japanese is the source; en.ts must hold the same keys.
export const ja = {
  tab: 'マッチング',
  title: 'マッチングの重み',
  note: '1点は、10メートルの移動と同じ重さです。数をかえると、次に作る案から変わります。作ってある案は変わりません。',
  name: '項目',
  value: '値',
  range: '範囲',
  usual: '初期値',
  bounds: (min: number, max: number) => `${min}〜${max}`,
  to_usual: '初期値にもどす',
  save: '保存する',
  saved: '重みを保存しました。次に作る案から使います',
  nothing: '変えたところはありません',
  stale: 'ほかの人が先に変えました。いまの値を読みなおしました。もう一度書いてください',
  out_of_range: (min: number, max: number) => `${min} から ${max} までです`,
  groups: { reward: '人が入ることの大切さ', pair: '人とニーズの組み合わせ', limit: 'こえられない線' },
  weight: {
    place: '1つの人数がうまる価値（点）', step_priority: '優先は通常の何倍か', step_crisis: '危機は通常の何倍か', age_day: '受付から1日待つごとに（点）', age_days_max: '待った日数は何日まで数えるか',
    vulnerable: '配慮のいる家（点）', extra_percent: '必要人数をこえた人の価値（%）', unknown_near: '距離が不明・同じ地区（点）', unknown_far: '距離が不明・ほかの地区（点）', same_district: '同じ地区（点）',
    past_job: '前に手伝った1回ごとに（点）', past_jobs_max: '前の手伝いは何回まで数えるか', skill_missing: '希望の「できること」が1つ欠けるごとに（点）', recent_job: 'この4週間の活動1回ごとに（点）',
    recent_jobs_max: 'この4週間の活動は何回まで数えるか', preference_percent: '断った理由から知った好みの重さ（%）', told: '前に伝えた先から動かすこと（点）', asked_max: '1人が同時に持つ返事待ちの数', rest_minutes: '次の日の活動までの休み（分）',
    job_minutes: '終わりの時刻がない活動の長さ（分）', distance_max_m: '移動の上限（メートル。0は本人の希望まで）', ride_beyond_m: '車のない人に席がいる距離（メートル。0は席を数えない）', yellow_allowed: '応急危険度判定「要注意」に送るか（1は送る）',
  },
};
export type PolicyWords = typeof ja;
