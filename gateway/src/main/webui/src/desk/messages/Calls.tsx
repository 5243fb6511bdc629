import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { Fact, Facts } from '../../parts/Facts';
import { Loaded } from '../../parts/Loaded';
import { count, moment } from '../../parts/local';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';
import { CallBack } from './CallBack';

type Call = components['schemas']['CallToMake'];
type Outcome = components['schemas']['CallOutcome'];

const KEY = ['call-lists'];
const OUTCOMES: Outcome[] = ['reached', 'no-answer', 'busy', 'wrong-number', 'do-not-call'];

/** Calls to make: one is taken, made, and what came of it told, before the next is. */
export function Calls() {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const [call, setCall] = useState<{ list: string; call: Call } | null>(null);
  const lists = useQuery({
    queryKey: KEY,
    refetchInterval: 30_000,
    queryFn: () => read(notification.GET('/api/notification/v1/call-lists')),
  });
  const next = useMutation({
    mutationFn: (list: string) =>
      read(notification.POST('/api/notification/v1/call-lists/{list}/calls', { params: { path: { list } } })),
    onSuccess: (taken, list) => setCall(taken ? { list, call: taken as Call } : null),
  });
  return (
    <Page title={t('calls.title')} lead={t('calls.lead')}>
      {next.isError && <ProblemNote error={next.error} />}
      <Said>{next.isSuccess && !call && t('calls.nobody')}</Said>
      {call ? (
        <OneCall list={call.list} call={call.call} done={() => setCall(null)} />
      ) : (
        <Loaded query={lists} rows={2}>
          {(data) =>
            data.lists?.length === 0 ? (
              <p className="panel">{t('calls.none')}</p>
            ) : (
              <ul className="rows panel">
                {data.lists?.map((one) => (
                  <li key={one.list} className="split">
                    <span>
                      <strong>{one.document ? t('calls.notice', one) : (named('template', one.list) ?? one.list)}</strong>
                      <br />
                      <span className="soft small">
                        {t('calls.due', { due: count(one.due ?? 0, i18n.language), waiting: count(one.waiting ?? 0, i18n.language) })}
                      </span>
                    </span>
                    <Act busy={next.isPending} onClick={() => next.mutate(one.list ?? '')}>
                      {t('calls.next')}
                    </Act>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

function OneCall({ list, call, done }: { list: string; call: Call; done: () => void }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const settle = useMutation({
    scope: { id: `call-${call.callId}` }, // pressed twice, the second waits for the first
    mutationFn: ({ outcome, callBackAt }: { outcome: Outcome; callBackAt?: string }) =>
      read(
        notification.PUT('/api/notification/v1/call-lists/{list}/calls/{callId}/outcome', {
          params: { path: { list, callId: call.callId ?? '' } },
          body: {
            subjectId: call.subjectId ?? '',
            lease: call.lease ?? '',
            outcome,
            language: call.language,
            timeZone: call.timeZone,
            callBackAt,
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: KEY });
      done();
    },
  });
  return (
    <Panel title={call.name ?? t('calls.unnamed')}>
      <Facts>
        <Fact name={t('calls.number')}>
          <a href={`tel:${call.number}`} dir="ltr">
            {call.number}
          </a>
        </Fact>
        <Fact name={t('calls.until')}>{moment(call.leasedUntil, i18n.language)}</Fact>
      </Facts>
      <blockquote className="quoted" lang={call.language} dir="auto">
        {call.script}
      </blockquote>
      {settle.isError && !asking && <ProblemNote error={settle.error} />}
      <div className="actions" role="group" aria-label={t('calls.outcome')}>
        {OUTCOMES.map((outcome) => (
          <Act key={outcome} variant="default" busy={settle.isPending} onClick={() => settle.mutate({ outcome })}>
            {named('callOutcome', outcome)}
          </Act>
        ))}
        <Button
          variant="default"
          onClick={() => {
            settle.reset();
            setAsking(true);
          }}
        >
          {named('callOutcome', 'call-back')}
        </Button>
      </div>
      {asking && (
        <CallBack
          timeZone={call.timeZone}
          busy={settle.isPending}
          error={settle.error}
          onChoose={(callBackAt) => settle.mutate({ outcome: 'call-back', callBackAt })}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}
