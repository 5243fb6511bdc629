import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** A receipt: says what was done, to those who see and to those who listen. Its place is always there. */
export function Said({ children }: { children?: ReactNode }) {
  return (
    <div role="status">
      {children && (
        <p className="with-icon good">
          <Icon name="done" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
