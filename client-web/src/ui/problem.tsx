import type { ComponentChildren, JSX } from 'preact';
import { common, locale, plain } from '../i18n';
import type { Problem } from '../wire/types';
import { Icon } from './icons';
import { Words } from './words';

/** A refusal in the reader's language: our own words for the code, else what the server said. */
export function problem_words(problem: Problem): string {
  const words = common.value.problem;
  const code = problem.code as keyof typeof words;
  const own = words[code];
  if (typeof own === 'string') return own;
  if (locale.value === 'en') return problem.detail_en ?? problem.title_en ?? problem.title ?? words.broken;
  return problem.detail ?? problem.title ?? words.broken;
}

/** One more sentence from the server, where it adds to our words (the rule that was broken). */
export function problem_detail(problem: Problem): string | null {
  const said = locale.value === 'en' ? problem.detail_en : problem.detail;
  return said && said !== plain(problem_words(problem)) ? said : null;
}

/** Words + number + next step; what was typed stays. `children` holds the way on. */
export function ProblemNotice(props: {
  problem: Problem | null | undefined;
  children?: ComponentChildren;
}): JSX.Element | null {
  const { problem } = props;
  if (!problem) return null;
  const detail = problem_detail(problem);
  return (
    <div class="notice notice-error" role="alert">
      <p class="notice-h">
        <Icon name="i-warn" />
        <span>
          <Words text={problem_words(problem)} />
        </span>
      </p>
      {detail && <p>{detail}</p>}
      {problem.next && problem.next.length > 0 && <NextSteps steps={problem.next} />}
      <p class="dim">{common.value.problem.number(problem.code)}</p>
      {props.children}
    </div>
  );
}

function NextSteps(props: { steps: string[] }): JSX.Element {
  const names = common.value.step;
  const words = props.steps.map((step) => names[step as keyof typeof names] ?? step);
  return <p>{common.value.problem.allowed(words.join('・'))}</p>;
}
