import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from './ProblemNote';
import { Waiting } from './Waiting';

/** What has been read; until then its place is held, and if it cannot be read, why, and another try. */
export function Loaded<Data>(props: {
  query: UseQueryResult<Data>;
  rows?: number;
  tall?: boolean;
  children: (data: Data) => ReactNode;
}) {
  const { query, rows, tall, children } = props;
  if (query.isPending) {
    return <Waiting rows={rows} tall={tall} />;
  }
  if (query.data === undefined) {
    return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  }
  return children(query.data);
}
