// The table of needs and people. Only what is in view stands in the page, on both axes; heads and results stay put. One tab
// stop: the cell with the focus, which is drawn wherever it is.
import { Component, type ComponentChildren, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { move, scroll_to_show, with_focus } from '../../state/grid';
import type { Id } from '../../wire/types';
import { use_drag } from './drag';
import { k_col, k_row, place, rem, sides, use_view } from './grid_view';

export interface CellView {
  /** Class of the look; '' is the plain cell. */
  look: string;
  text: ComponentChildren;
  /** What it is called: 小川 × N-0405, 3.4 km. */
  name: string;
  is_ticked?: boolean;
}

export interface GridModel {
  label: string;
  rows: readonly Id[];
  cols: readonly Id[];
  corner: ComponentChildren;
  corner_result: ComponentChildren;
  row_head: (row: Id) => ComponentChildren;
  col_head: (col: Id) => ComponentChildren;
  cell: (row: Id, col: Id) => CellView;
  result: (row: Id) => ComponentChildren;
  /** Changes when a row must be drawn again: everything its cells show, in one text. */
  row_stamp: (row: Id) => string;
  col_stamp: (col: Id) => string;
  /** Changes when all must be drawn again: the language, the grid. */
  stamp: unknown;
}

export interface At {
  row: Id;
  col: Id;
}

interface GridProps {
  model: GridModel;
  focus: At | null;
  set_focus: (at: At) => void;
  /** Counts up when the focus is to be brought into view from outside. */
  reveal: number;
  set_hover: (at: At | null) => void;
  /** A key that does not move the focus; true when it did something. */
  on_key: (event: KeyboardEvent, at: At) => boolean;
  /** A person was dragged to another row. */
  on_drop?: ((at: At) => void) | undefined;
}

export function Grid(props: GridProps): JSX.Element {
  const { model, focus, set_focus } = props;
  const { rows, cols } = model;
  const box = useRef<HTMLDivElement>(null);
  const view = use_view(box, rows.length, cols.length);
  const wants_focus = useRef(false);
  const pointer = useRef({ x: -1, y: -1 });
  const at_row = Math.max(0, focus ? rows.indexOf(focus.row) : 0);
  const at_col = Math.max(0, focus ? cols.indexOf(focus.col) : 0);
  const shown_rows = with_focus(view.rows, rows.length ? at_row : -1);
  const shown_cols = with_focus(view.cols, cols.length ? at_col : -1);

  const show = (row: number, col: number): void => {
    const el = box.current;
    if (!el) return;
    const { head, result, top } = sides(el);
    const unit = rem();
    el.scrollTop = scroll_to_show(el.scrollTop, el.clientHeight, row, k_row * unit, top);
    el.scrollLeft = scroll_to_show(el.scrollLeft, el.clientWidth, col, k_col * unit, head, result);
  };
  const revealed = useRef(props.reveal);
  useLayoutEffect(() => {
    if (revealed.current !== props.reveal) {
      revealed.current = props.reveal;
      show(at_row, at_col);
      wants_focus.current = true;
    }
    if (!wants_focus.current) return;
    wants_focus.current = false;
    box.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus({ preventScroll: true });
  });

  const on_key = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'gridcell' || event.altKey || event.metaKey) return;
    const page = Math.floor((box.current?.clientHeight ?? 400) / (k_row * rem())) - 1;
    const next = move({ row: at_row, col: at_col }, { key: event.key, ctrl: event.ctrlKey }, rows.length, cols.length, page);
    if (next) {
      wants_focus.current = true;
      show(next.row, next.col);
      set_focus({ row: rows[next.row]!, col: cols[next.col]! });
    } else if (event.ctrlKey || !props.on_key(event, { row: rows[at_row]!, col: cols[at_col]! })) return;
    event.preventDefault();
  };
  const at_of = (target: EventTarget | null): At | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
    const row = cell?.dataset['row'];
    const col = cell?.dataset['col'];
    return row && col ? { row, col } : null;
  };
  const drag = use_drag(box, props.on_drop);

  return (
    <div
      ref={box}
      class="g-box"
      onKeyDown={on_key}
      onPointerOver={(event) => {
        // Rows that change under a mouse at rest are not pointed at.
        const is_still = pointer.current.x === event.clientX && pointer.current.y === event.clientY;
        pointer.current = { x: event.clientX, y: event.clientY };
        if (!is_still) props.set_hover(at_of(event.target));
      }}
      onPointerLeave={() => props.set_hover(null)}
      onPointerDown={(event) => {
        const at = at_of(event.target);
        if (!at) return;
        set_focus(at);
        drag(event, at);
      }}
      onFocusIn={(event) => {
        const at = at_of(event.target);
        if (at) set_focus(at);
      }}
    >
      <div class="g" role="grid" aria-label={model.label} aria-rowcount={rows.length + 1} aria-colcount={cols.length + 2} aria-multiselectable="true" style={`--cols:${cols.length}`}>
        <Heads model={model} shown={shown_cols} at_col={at_col} />
        <div class="g-rows" role="rowgroup" style={`block-size:${rows.length * k_row}rem`}>
          {shown_rows.map((index) => (
            <Row
              key={rows[index]}
              model={model}
              row={rows[index]!}
              index={index}
              shown={index === at_row && !(at_row >= view.rows.first && at_row < view.rows.last) ? [at_col] : shown_cols}
              at_col={index === at_row ? at_col : -1}
              stamp={model.row_stamp(rows[index]!)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface HeadsProps {
  model: GridModel;
  shown: readonly number[];
  at_col: number;
}

function Heads(props: HeadsProps): JSX.Element {
  const { model, shown, at_col } = props;
  return (
    <div class="g-heads" role="rowgroup">
      <div class="g-row" role="row" aria-rowindex={1}>
        <div class="g-corner" role="columnheader" aria-colindex={1}>
          {model.corner}
        </div>
        {shown.map((index) => (
          <ColHead key={model.cols[index]} model={model} col={model.cols[index]!} index={index} is_here={index === at_col} stamp={model.col_stamp(model.cols[index]!)} />
        ))}
        <div class="g-result" role="columnheader" aria-colindex={model.cols.length + 2}>
          {model.corner_result}
        </div>
      </div>
    </div>
  );
}

interface ColHeadProps {
  model: GridModel;
  col: Id;
  index: number;
  is_here: boolean;
  stamp: string;
}

class ColHead extends Component<ColHeadProps> {
  override shouldComponentUpdate(next: ColHeadProps): boolean {
    const { model, index, is_here, stamp } = this.props;
    return index !== next.index || is_here !== next.is_here || stamp !== next.stamp || model.stamp !== next.model.stamp;
  }
  override render(): JSX.Element {
    const { model, col, index, is_here } = this.props;
    return (
      <div class={is_here ? 'g-col is-here' : 'g-col'} role="columnheader" aria-colindex={index + 2} style={place(index)}>
        {model.col_head(col)}
      </div>
    );
  }
}

interface RowProps {
  model: GridModel;
  row: Id;
  index: number;
  shown: readonly number[];
  /** Column of the focus when it is in this row, else -1. */
  at_col: number;
  stamp: string;
}

const same_list = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a[0] === b[0] && a[a.length - 1] === b[b.length - 1];

/** Draws again only when its own content, its columns or the focus in it changed: a key redraws two rows, not the table. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { model, index, at_col, shown, stamp } = this.props;
    return (
      index !== next.index || at_col !== next.at_col || stamp !== next.stamp || model.stamp !== next.model.stamp || model.cols !== next.model.cols || !same_list(shown, next.shown)
    );
  }
  override render(): JSX.Element {
    const { model, row, index, shown, at_col } = this.props;
    return (
      <div class={at_col >= 0 ? 'g-row is-here' : 'g-row'} role="row" aria-rowindex={index + 2} style={`inset-block-start:${index * k_row}rem`} data-row-id={row}>
        <div class="g-head" role="rowheader" aria-colindex={1}>
          {model.row_head(row)}
        </div>
        {shown.map((col) => (
          <Cell key={model.cols[col]} model={model} row={row} col={model.cols[col]!} index={col} is_here={col === at_col} stamp={this.props.stamp} />
        ))}
        <div class="g-result" role="gridcell" aria-colindex={model.cols.length + 2}>
          {model.result(row)}
        </div>
      </div>
    );
  }
}

interface CellProps {
  model: GridModel;
  row: Id;
  col: Id;
  index: number;
  is_here: boolean;
  /** Of its row. */
  stamp: string;
}

/** Asked of the model only when its row or its place changed: scrolling sideways makes the new cells and leaves the others. */
class Cell extends Component<CellProps> {
  override shouldComponentUpdate(next: CellProps): boolean {
    const { model, index, is_here, stamp } = this.props;
    return index !== next.index || is_here !== next.is_here || stamp !== next.stamp || model.stamp !== next.model.stamp;
  }
  override render(): JSX.Element {
    const { model, row, col, index, is_here } = this.props;
    const { look, text, name, is_ticked } = model.cell(row, col);
    return (
      <div
        class={is_ticked ? `g-cell is-ticked ${look}` : `g-cell ${look}`}
        role="gridcell"
        aria-colindex={index + 2}
        aria-label={name}
        aria-selected={is_ticked ? 'true' : undefined}
        tabIndex={is_here ? 0 : -1}
        style={place(index)}
        data-row={row}
        data-col={col}
      >
        {text}
      </div>
    );
  }
}
