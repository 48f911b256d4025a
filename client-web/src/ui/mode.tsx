import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../i18n';

export type Mode = 'normal' | 'real' | 'drill';

export function mode_of(incident: { is_drill: boolean } | null | undefined): Mode {
  if (!incident) return 'normal';
  return incident.is_drill ? 'drill' : 'real';
}

const k_icon_ground: Record<Mode, string> = { normal: '#00118f', real: '#1a1a1a', drill: '#ffc700' };
const k_icon_ink: Record<Mode, string> = { normal: '#ffffff', real: '#ffffff', drill: '#1a1a1a' };
const k_icon_word: Record<Mode, string> = { normal: '結', real: '本', drill: '訓' };

function paint_favicon(mode: Mode): void {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="${k_icon_ground[mode]}"/>` +
    `<text x="16" y="24" font-size="22" font-weight="700" text-anchor="middle" fill="${k_icon_ink[mode]}" font-family="sans-serif">${k_icon_word[mode]}</text></svg>`;
  let link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) {
    link = document.createElement('link');
    link.rel = 'icon';
    document.head.append(link);
  }
  link.type = 'image/svg+xml';
  link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

interface ModeFrameProps {
  mode: Mode;
  /** Incident or centre; what the band names. */
  title: string;
  /** Second word in the band, hidden on narrow screens. */
  note?: string | undefined;
  /** Title of the document without the mode's word. */
  page: string;
  /** Class of the surface: ph, desk or bd. */
  surface: string;
  /** Right end of the band: age mark, user, clock. */
  end?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * 平常 blue line, 本番 solid black, 訓練 yellow-black stripes on all sides: frame, band, ground, document title and
 * favicon say the mode together. It cannot be dismissed.
 */
export function ModeFrame(props: ModeFrameProps): JSX.Element {
  const { mode, page } = props;
  const words = common.value.mode;
  const prefix = mode === 'drill' ? words.drill_title : mode === 'real' ? words.real_title : '';
  useEffect(() => {
    document.body.classList.remove('mode-normal', 'mode-real', 'mode-drill');
    document.body.classList.add(`mode-${mode}`);
    paint_favicon(mode);
  }, [mode]);
  useEffect(() => {
    document.title = `${prefix}${page} - Musubi`;
  }, [prefix, page]);
  return (
    <div class={props.surface}>
      <div class="frame" aria-hidden="true" />
      <header class="band" aria-label={words.label}>
        <strong class="band-word">{words[mode]}</strong>
        <b class="band-title">{props.title}</b>
        {props.note !== undefined && <span class="hide-narrow">{props.note}</span>}
        <span class="push" />
        {props.end}
      </header>
      {props.children}
    </div>
  );
}
