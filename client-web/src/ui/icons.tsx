// All symbols, drawn by us, once per page. A status differs by silhouette, so it is read without colour.
// `--in` is the colour of the hollow part (white unless a surface sets it).
import type { JSX } from 'preact';

const k_sprite = `
<symbol id="st-unconfirmed" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="var(--in,#fff)" stroke="currentColor" stroke-width="2.4"/></symbol>
<symbol id="st-checking" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.8" fill="var(--in,#fff)" stroke="currentColor" stroke-width="2"/><path d="M8 8V1.2A6.8 6.8 0 0 1 14.8 8z"/></symbol>
<symbol id="st-unreachable" viewBox="0 0 16 16"><path d="M8 0 16 8 8 16 0 8z"/><path d="M5.9 6.3a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5" fill="none" stroke="var(--in,#fff)" stroke-width="1.5"/><circle cx="8" cy="11.7" r=".95" fill="var(--in,#fff)"/></symbol>
<symbol id="st-safe_home" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.4"/><path d="m4.5 8.3 2.4 2.4 4.6-5" fill="none" stroke="var(--in,#fff)" stroke-width="1.9"/></symbol>
<symbol id="st-safe_sheltered" viewBox="0 0 16 16"><path d="M8 .4 16 7.6h-1.7V15.6H1.7V7.6H0z"/><path d="m5 9.8 2.1 2.1L11.2 7.6" fill="none" stroke="var(--in,#fff)" stroke-width="1.7"/></symbol>
<symbol id="st-safe_elsewhere" viewBox="0 0 16 16"><path d="M0 4.8h7.6V.8L16 8l-8.4 7.2v-4H0z"/><path d="m2.6 8 1.9 1.9 3.4-3.8" fill="none" stroke="var(--in,#fff)" stroke-width="1.5"/></symbol>
<symbol id="st-needs_help" viewBox="0 0 16 16"><path d="M8 .6 16 15.4H0z"/><path d="M7.1 5.6h1.8L8.6 10.4H7.4z" fill="var(--in,#fff)"/><circle cx="8" cy="12.6" r="1.05" fill="var(--in,#fff)"/></symbol>
<symbol id="st-needs_rescue" viewBox="0 0 16 16"><path d="M.6.6h14.8v14.8H.6z"/><path d="M6.7 3.4h2.6v3.3h3.3v2.6H9.3v3.3H6.7V9.3H3.4V6.7h3.3z" fill="var(--in,#fff)"/></symbol>
<symbol id="st-deceased" viewBox="0 0 16 16"><path d="M1.5 3.5h13v9h-13z" fill="var(--in,#fff)" stroke="currentColor" stroke-width="1.4"/><path d="M4 7.3h8v1.6H4z"/></symbol>
<symbol id="ns-1" viewBox="0 0 34 16"><path d="M0 1h5.6v14H0z"/><path d="M7.7 7.3h4.2v1.4H7.7z"/><path d="M14.7 7.3h4.2v1.4H14.7z"/><path d="M21.7 7.3h4.2v1.4H21.7z"/><path d="M28.7 7.3h4.2v1.4H28.7z"/></symbol>
<symbol id="ns-2" viewBox="0 0 34 16"><path d="M0 1h5.6v14H0z"/><path d="M7 1h5.6v14H7z"/><path d="M14.7 7.3h4.2v1.4H14.7z"/><path d="M21.7 7.3h4.2v1.4H21.7z"/><path d="M28.7 7.3h4.2v1.4H28.7z"/></symbol>
<symbol id="ns-3" viewBox="0 0 34 16"><path d="M0 1h5.6v14H0z"/><path d="M7 1h5.6v14H7z"/><path d="M14 1h5.6v14H14z"/><path d="M21.7 7.3h4.2v1.4H21.7z"/><path d="M28.7 7.3h4.2v1.4H28.7z"/></symbol>
<symbol id="ns-4" viewBox="0 0 34 16"><path d="M0 1h5.6v14H0z"/><path d="M7 1h5.6v14H7z"/><path d="M14 1h5.6v14H14z"/><path d="M21 1h5.6v14H21z"/><path d="M28.7 7.3h4.2v1.4H28.7z"/></symbol>
<symbol id="ns-5" viewBox="0 0 34 16"><path d="M0 1h5.6v14H0z"/><path d="M7 1h5.6v14H7z"/><path d="M14 1h5.6v14H14z"/><path d="M21 1h5.6v14H21z"/><path d="M28 1h5.6v14H28z"/></symbol>
<symbol id="ns-done" viewBox="0 0 16 16"><path d="M1 1h14v14H1z" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="m4 8.2 2.8 2.8L12 5" fill="none" stroke="currentColor" stroke-width="2"/></symbol>
<symbol id="ns-continuing" viewBox="0 0 16 16"><path d="M13.6 9.5A6 6 0 1 1 12.6 4" fill="none" stroke="currentColor" stroke-width="2"/><path d="M14.6.8v5.4H9.2z"/></symbol>
<symbol id="ns-returned" viewBox="0 0 16 16"><path d="M5 9.5h6.5a3 3 0 0 0 0-6H7" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6 5v9L.8 9.5z"/></symbol>
<symbol id="ns-hold" viewBox="0 0 16 16"><path d="M3 2h3.6v12H3zM9.4 2H13v12H9.4z"/></symbol>
<symbol id="ns-declined" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="2"/><path d="M3.5 3.5l9 9" stroke="currentColor" stroke-width="2"/></symbol>
<symbol id="ns-cancelled" viewBox="0 0 16 16"><path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="2.2"/></symbol>
<symbol id="ns-merged" viewBox="0 0 16 16"><path d="M1 1h9v9H1z" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M6 6h9v9H6z"/></symbol>
<symbol id="i-yes" viewBox="0 0 16 16"><path d="m2 8.6 4 4L14 3.8" fill="none" stroke="currentColor" stroke-width="2.6"/></symbol>
<symbol id="i-no" viewBox="0 0 16 16"><path d="M2.5 6.7h11v2.6h-11z"/></symbol>
<symbol id="i-clock" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 4v4.4l3 1.8" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
<symbol id="i-wait" viewBox="0 0 16 16"><path d="M2 3h12v2H2zM2 7h9v2H2zM2 11h6v2H2z"/></symbol>
<symbol id="i-lock" viewBox="0 0 16 16"><path d="M2.5 7h11v8h-11z"/><path d="M4.8 7V4.6a3.2 3.2 0 0 1 6.4 0V7" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
<symbol id="i-tel" viewBox="0 0 16 16"><path d="M3.6 1 6 1.6 6.8 5 5.1 6.5a9 9 0 0 0 4.4 4.4L11 9.2l3.4.8.6 2.4-1.2 2.2C7 15.4.6 9 1.4 2.2z"/></symbol>
<symbol id="i-search" viewBox="0 0 16 16"><circle cx="6.6" cy="6.6" r="4.8" fill="none" stroke="currentColor" stroke-width="1.9"/><path d="m10 10 5 5" stroke="currentColor" stroke-width="2.1"/></symbol>
<symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 .8 15.8 15H.2z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M7.2 5.8h1.6v4.4H7.2zM7.2 11.4h1.6V13H7.2z"/></symbol>
<symbol id="i-flag" viewBox="0 0 16 16"><path d="M2 0h2v16H2zM4 1h11l-3 4 3 4H4z"/></symbol>
<symbol id="i-up" viewBox="0 0 16 16"><path d="M8 1 14 7.4h-3.8V12H5.8V7.4H2zM2 13.4h12V15H2z"/></symbol>
<symbol id="i-off" viewBox="0 0 16 16"><path d="M1 13h2.4v2H1zM5 10h2.4v5H5zM9 6.5h2.4V15H9z" opacity=".45"/><path d="m1.2 1.2 13.6 13.6" stroke="currentColor" stroke-width="2"/></symbol>
<symbol id="i-copy" viewBox="0 0 16 16"><path d="M5 5h9.5v10H5z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M11 3V1H1.5v10H3.4" fill="none" stroke="currentColor" stroke-width="1.6"/></symbol>
<symbol id="i-map" viewBox="0 0 16 16"><path d="M8 15.6C4 10.8 2.6 8.2 2.6 5.8a5.4 5.4 0 0 1 10.8 0c0 2.4-1.4 5-5.4 9.8z"/><circle cx="8" cy="5.9" r="2" fill="var(--in,#fff)"/></symbol>
<symbol id="i-undo" viewBox="0 0 16 16"><path d="M5 9.5h6a3.2 3.2 0 0 0 0-6.4H7" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6.2 4.8v9.4L.6 9.5z"/></symbol>
<symbol id="i-back" viewBox="0 0 16 16"><path d="M10.5 2 4.5 8l6 6" fill="none" stroke="currentColor" stroke-width="2.4"/></symbol>
<symbol id="i-stop" viewBox="0 0 16 16"><path d="M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5z"/><path d="M3.8 6.7h8.4v2.6H3.8z" fill="var(--in,#fff)"/></symbol>
<symbol id="i-noack" viewBox="0 0 16 16"><path d="M1.5 2h13v9.4H7.6L4.4 14.6v-3.2H1.5z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.5"/><path d="M7.2 4h1.6v3.4H7.2zM7.2 8.4h1.6V10H7.2z"/></symbol>
<symbol id="i-menu" viewBox="0 0 16 16"><path d="M1 3h14v2H1zM1 7h14v2H1zM1 11h14v2H1z"/></symbol>
<symbol id="i-forward" viewBox="0 0 16 16"><path d="m5.5 2 6 6-6 6" fill="none" stroke="currentColor" stroke-width="2.4"/></symbol>
<symbol id="i-down" viewBox="0 0 16 16"><path d="m2 5.5 6 6 6-6" fill="none" stroke="currentColor" stroke-width="2.4"/></symbol>
<symbol id="i-plus" viewBox="0 0 16 16"><path d="M6.8 1.5h2.4v5.3h5.3v2.4H9.2v5.3H6.8V9.2H1.5V6.8h5.3z"/></symbol>
<symbol id="i-person" viewBox="0 0 16 16"><circle cx="8" cy="4.4" r="3.6"/><path d="M1 15.5c.4-4 3-6 7-6s6.6 2 7 6z"/></symbol>
<symbol id="i-people" viewBox="0 0 16 16"><circle cx="5.4" cy="5" r="3"/><path d="M0 14.6c.3-3.6 2.2-5.4 5.4-5.4s5.1 1.8 5.4 5.4z"/><path d="M10.2 2.3a3 3 0 1 1 .6 5.9M12.2 9.4c2.2.5 3.5 2.3 3.8 5.2h-3.2z"/></symbol>
<symbol id="i-print" viewBox="0 0 16 16"><path d="M4 1h8v4H4zM1 6h14v6h-2.5V9.5h-9V12H1zM4.5 11h7v4.2h-7z"/></symbol>
<symbol id="i-info" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M7.1 6.8h1.8v5H7.1zM7.1 3.9h1.8v1.8H7.1z"/></symbol>
<symbol id="i-door" viewBox="0 0 16 16"><path d="M2 1h7v14H2z"/><path d="M10 8h5M12.5 5.2 15.3 8l-2.8 2.8" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
`;

export const k_icons = [
  'st-unconfirmed',
  'st-checking',
  'st-unreachable',
  'st-safe_home',
  'st-safe_sheltered',
  'st-safe_elsewhere',
  'st-needs_help',
  'st-needs_rescue',
  'st-deceased',
  'ns-1',
  'ns-2',
  'ns-3',
  'ns-4',
  'ns-5',
  'ns-done',
  'ns-continuing',
  'ns-returned',
  'ns-hold',
  'ns-declined',
  'ns-cancelled',
  'ns-merged',
  'i-yes',
  'i-no',
  'i-clock',
  'i-wait',
  'i-lock',
  'i-tel',
  'i-search',
  'i-warn',
  'i-flag',
  'i-up',
  'i-off',
  'i-copy',
  'i-map',
  'i-undo',
  'i-back',
  'i-stop',
  'i-noack',
  'i-menu',
  'i-forward',
  'i-down',
  'i-plus',
  'i-person',
  'i-people',
  'i-print',
  'i-info',
  'i-door',
] as const;
export type IconName = (typeof k_icons)[number];

/** Put once at the top of the page (shell/boot does). */
export function Sprite(): JSX.Element {
  return <svg class="sprite" aria-hidden="true" dangerouslySetInnerHTML={{ __html: k_sprite }} />;
}

/** A symbol of the sprite. Decorative: the word beside it carries the meaning. */
export function Icon(props: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={props.class ? `i ${props.class}` : 'i'} aria-hidden="true">
      <use href={`#${props.name}`} />
    </svg>
  );
}
