import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { components } from '../../api/notification';

export type Campaign = components['schemas']['CampaignView'];

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * The campaign as the service tells it while it runs, and whether it can be heard now. A line that
 * breaks is taken up again by the browser; one that is refused, as by a service that restarts, by us.
 * Each event is the whole state, so nothing is missed by either.
 */
export function useLiveCampaign(first: Campaign): { campaign: Campaign; connected: boolean } {
  const queries = useQueryClient();
  const id = first.id ?? '';
  const live = useQuery({ queryKey: ['campaign', id], queryFn: () => first, initialData: first, staleTime: Infinity });
  const [connected, setConnected] = useState(true);
  const runs = live.data.state !== 'completed' && live.data.state !== 'cancelled';
  useEffect(() => {
    if (!runs) {
      return undefined;
    }
    let events: EventSource;
    let again: number | undefined;
    let wait = FIRST_WAIT;
    const listen = () => {
      events = new EventSource(`/api/notification/v1/campaigns/${id}/progress`);
      events.addEventListener('progress', (event) => {
        wait = FIRST_WAIT;
        setConnected(true);
        queries.setQueryData(['campaign', id], JSON.parse(event.data) as Campaign);
      });
      events.addEventListener('error', () => {
        setConnected(false);
        if (events.readyState === EventSource.CLOSED) {
          again = window.setTimeout(listen, wait);
          wait = Math.min(2 * wait, LONGEST_WAIT);
        }
      });
    };
    listen();
    return () => {
      window.clearTimeout(again);
      events.close();
    };
  }, [id, runs, queries]);
  return { campaign: live.data, connected };
}
