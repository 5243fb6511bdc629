import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** Names and values, side by side where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/**
 * One of them.
 *
 * `locked` says why it cannot be changed here.
 */
export function Fact({ name, children, locked }: { name: string; children: ReactNode; locked?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children || '–'}</bdi>
        {locked && (
          <span className="with-icon soft small">
            <Icon name="lock" />
            <span>{locked}</span>
          </span>
        )}
      </dd>
    </div>
  );
}
