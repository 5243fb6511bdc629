import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

/**
 * A button whose deed takes a moment. While it does, pressing again does nothing; but it is not
 * disabled, for that would take the focus away from whoever is on it.
 */
export function Act({ busy, onClick, ...rest }: ButtonProps & ComponentPropsWithRef<'button'> & { busy: boolean }) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return <Button {...rest} aria-busy={busy} onClick={press} />;
}
