import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  title: ComponentChildren;
  onClose: () => void;
  /** Buttons, main one last. */
  foot?: ComponentChildren;
  children?: ComponentChildren;
}

/** A modal question. Focus stays inside and returns to where it was; Esc closes. Draw it only while it is open. */
export function Dialog(props: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      // While it is modal, nothing outside takes the focus.
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div class="dialog-body">
        <h2 id={id}>{props.title}</h2>
        {props.children}
        {props.foot && <div class="dialog-foot">{props.foot}</div>}
      </div>
    </dialog>
  );
}
