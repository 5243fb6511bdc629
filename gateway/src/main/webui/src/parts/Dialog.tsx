import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Act } from './Act';

/**
 * A question that must be answered first. The browser's own dialog: it keeps the focus inside, gives
 * it back to where it was and closes on Escape.
 */
export function Dialog(props: {
  title: string;
  lead: string;
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onConfirm();
  };
  // Closed by its owner at once, so that a key pressed right after Escape finds the page as it looks.
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    props.onClose();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-lead`} onCancel={cancel}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{props.title}</h2>
        <p id={`${id}-lead`}>{props.lead}</p>
        {props.children}
        <div className="actions">
          <Act type="submit" busy={props.busy ?? false}>
            {props.confirm}
          </Act>
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
