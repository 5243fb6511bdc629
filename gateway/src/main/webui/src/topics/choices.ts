import { useMutation, useQueryClient } from '@tanstack/react-query';
import { consent, read } from '../api';
import type { components } from '../api/consent';

export type Channel = components['schemas']['Channel'];
export type Standing = components['schemas']['Standing'];
export type Purpose = components['schemas']['Purpose'];
export type Via = components['schemas']['Via'];

/** What somebody wants for a purpose and a channel. */
export interface Wish {
  purpose: string;
  channel: Channel;
  choice: 'granted' | 'denied';
}

/** The ways to contact somebody, in the order in which they are shown. */
export const CONTACT: Channel[] = ['email', 'sms', 'phone', 'automated-call'];

/** Whether it is the person's to choose. */
export function isChoice(purpose: Purpose | undefined) {
  return purpose?.legalBasis === 'consent' || purpose?.legalBasis === 'legitimate-interest';
}

/** Whether it is on, as the service says: region and channel may ask for consent where the purpose does not. */
export function isOn(standing: Standing[], purpose: string, channel: Channel) {
  return standing.some((one) => one.purpose === purpose && one.channel === channel && one.on);
}

/**
 * Records choices: seen at once, taken back if the service refuses them.
 *
 * @param provenance how they reached us; the customer's own need no evidence
 */
export function useChoices(subjectId: string, provenance: { via: Via; evidence?: string }) {
  const queries = useQueryClient();
  const queryKey = ['standing', subjectId];
  return useMutation({
    scope: { id: `choices-${subjectId}` }, // the last one made is the last one recorded
    mutationFn: (choices: Wish[]) =>
      read(
        consent.PUT('/api/consent/v1/subjects/{subjectId}/preferences', {
          params: { path: { subjectId } },
          body: { ...provenance, choices },
        }),
      ),
    onMutate: async (choices) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<{ standing?: Standing[] }>(queryKey);
      queries.setQueryData(queryKey, { standing: withChoices(before?.standing ?? [], choices) });
      return before;
    },
    onError: (_error, _choices, before) => queries.setQueryData(queryKey, before),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey }),
        queries.invalidateQueries({ queryKey: ['history', subjectId] }),
      ]),
  });
}

function withChoices(before: Standing[], choices: Wish[]): Standing[] {
  return before.map((one) => {
    const wish = choices.find((made) => made.purpose === one.purpose && made.channel === one.channel);
    return wish ? { ...one, on: wish.choice === 'granted' } : one;
  });
}
