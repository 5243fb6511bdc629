import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { count, percent } from '../../parts/local';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';

type DryRun = components['schemas']['DryRunView'];

/** A notice tried before anybody gets it: a letter to oneself, a count of everybody. */
export function Rehearsal(props: { document: string; version: string; maySearch: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('rehearsal.title')}</summary>
      {open && (
        <>
          <TestSend document={props.document} version={props.version} />
          <CountEverybody {...props} />
        </>
      )}
    </details>
  );
}

function TestSend(path: { document: string; version: string }) {
  const { t } = useTranslation();
  const send = useMutation({
    mutationFn: () =>
      read(
        notification.POST('/api/notification/v1/policies/{document}/versions/{version}/test-sends', {
          params: { path },
          body: {},
        }),
      ),
  });
  const accepted = send.data?.letters?.filter((letter) => letter.answer === 'accepted').length ?? 0;
  return (
    <div className="actions">
      {send.isError && <ProblemNote error={send.error} />}
      <Act variant="default" busy={send.isPending} onClick={() => send.mutate()}>
        {t('rehearsal.test')}
      </Act>
      <Said>
        {send.isSuccess && t('rehearsal.sent', { accepted, count: send.data.letters?.length ?? 0 })}
      </Said>
    </div>
  );
}

function isOpen(run: DryRun | undefined): boolean {
  return run !== undefined && !run.finishedAt;
}

function CountEverybody(props: { document: string; version: string; maySearch: boolean }) {
  const path = { document: props.document, version: props.version };
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = ['dry-run', path.document, path.version];
  const latest = useQuery({
    queryKey: key,
    refetchInterval: (query) => (isOpen(query.state.data?.dryRuns?.[0]) ? 1_500 : false),
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/policies/{document}/versions/{version}/dry-runs', {
          params: { path },
        }),
      ),
  });
  const run = latest.data?.dryRuns?.[0];
  const start = useMutation({
    mutationFn: () =>
      read(
        notification.POST('/api/notification/v1/policies/{document}/versions/{version}/dry-runs', {
          params: { path, header: { 'Idempotency-Key': crypto.randomUUID() } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <>
      <div className="actions">
        {start.isError && <ProblemNote error={start.error} />}
        <Act
          variant="default"
          busy={start.isPending || isOpen(run)}
          onClick={() => start.mutate()}
        >
          {t('rehearsal.dryRun')}
        </Act>
      </div>
      {run && <Counted run={run} maySearch={props.maySearch} />}
    </>
  );
}

function Counted({ run, maySearch }: { run: DryRun; maySearch: boolean }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const figure = (n: number | undefined) => count(n ?? 0, i18n.language);
  return (
    <div role="status">
      <p>
        {run.finishedAt
          ? t('rehearsal.counted', { subjects: figure(run.subjects), covered: figure(run.coveredByPage) })
          : t('rehearsal.counting', { percent: percent(run.done ?? 0, i18n.language) })}
      </p>
      <ul>
        {run.outcomes?.map((one) => (
          <li key={`${one.channel} ${one.outcome} ${one.rule}`}>
            {one.channel && `${named('channel', one.channel)}: `}
            {named('foreseen', one.outcome)}
            {one.rule && ` (${one.rule})`} <strong>{figure(one.count)}</strong>
            {(one.firstSubjects?.length ?? 0) > 0 && (
              <details>
                <summary>{t('rehearsal.who')}</summary>
                <ul className="breakable">
                  {one.firstSubjects?.map((id) => (
                    <li key={id}>{maySearch ? <Link to={`/desk/customers/${id}`}>{id}</Link> : id}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      {run.finishedAt && run.estimatedSeconds != null && (
        <p className="soft">{t('rehearsal.lasts', { minutes: figure(Math.ceil(run.estimatedSeconds / 60)) })}</p>
      )}
    </div>
  );
}
