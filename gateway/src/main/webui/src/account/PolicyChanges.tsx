import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { diffWords } from 'diff';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../api';
import { day, daysUntil, inDays, moment } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

/** What changes, from when, what it says now, and the proof that one was told. */
export function PolicyChanges({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const policies = useQuery({
    queryKey: ['policies'],
    queryFn: () => read(notification.GET('/api/notification/v1/policies')),
  });
  return (
    <Page title={t('policies.title')} lead={t('policies.lead')}>
      {policies.isPending && <Waiting />}
      {policies.isError && <ProblemNote error={policies.error} />}
      {policies.data?.policies?.map((policy) => {
        const announced = policy.versions?.find((version) => version.state === 'announced');
        return (
          <section key={policy.document} className="panel" aria-labelledby={`policy-${policy.document}`}>
            <header>
              <h2 id={`policy-${policy.document}`}>{policy.title}</h2>
              <a href={`/policy/${policy.document}`}>{t('policies.read')}</a>
            </header>
            {policy.inForce && <p>{t('policies.inForce', { version: policy.inForce })}</p>}
            {announced?.effectiveAt && (
              <Change
                document={policy.document ?? ''}
                from={policy.inForce ?? null}
                to={announced.label ?? ''}
                effectiveAt={announced.effectiveAt}
              />
            )}
            {!announced && <p className="soft">{t('policies.noChange')}</p>}
          </section>
        );
      })}
      <Notices subjectId={subjectId} />
    </Page>
  );
}

function Change(props: { document: string; from: string | null; to: string; effectiveAt: string }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const next = useVersion(props.document, props.to);
  const text = next.data?.texts?.find((one) => one.language === i18n.language) ?? next.data?.texts?.[0];
  return (
    <>
      <div className="note">
        <strong>{t('policies.changesOn', { date: day(props.effectiveAt, i18n.language), version: props.to })}</strong>
        <p>{inDays(daysUntil(props.effectiveAt), i18n.language)}</p>
      </div>
      {text?.summary && (
        <>
          <h3>{t('policies.summary')}</h3>
          <p lang={text.language}>{text.summary}</p>
        </>
      )}
      {props.from && text && (
        <>
          <p>
            <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)} mt="sm">
              {open ? t('policies.hideDiff') : t('policies.showDiff')}
            </Button>
          </p>
          {open && <Difference document={props.document} from={props.from} to={text.markdown ?? ''} language={text.language ?? 'en'} />}
        </>
      )}
    </>
  );
}

function Difference(props: { document: string; from: string; to: string; language: string }) {
  const { t } = useTranslation();
  const before = useVersion(props.document, props.from);
  const old = before.data?.texts?.find((one) => one.language === props.language)?.markdown;
  const parts = useMemo(() => (old === undefined ? null : diffWords(old, props.to)), [old, props.to]);
  if (!parts) {
    return <Waiting />;
  }
  return (
    <div className="diff" role="region" aria-label={t('policies.diffLabel')} tabIndex={0} lang={props.language}>
      {parts.map((part, index) =>
        part.added ? (
          <ins key={index}>{part.value}</ins>
        ) : part.removed ? (
          <del key={index}>{part.value}</del>
        ) : (
          <span key={index}>{part.value}</span>
        ),
      )}
    </div>
  );
}

function useVersion(document: string, version: string) {
  return useQuery({
    queryKey: ['policy', document, version],
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/policies/{document}/versions/{version}', {
          params: { path: { document, version } },
        }),
      ),
  });
}

function Notices({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const notices = useQuery({
    queryKey: ['notices', subjectId],
    queryFn: () =>
      read(notification.GET('/api/notification/v1/subjects/{subjectId}/notices', { params: { path: { subjectId } } })),
  });
  return (
    <section className="panel" aria-labelledby="notices">
      <header>
        <h2 id="notices">{t('policies.notices')}</h2>
      </header>
      {notices.isError && <ProblemNote error={notices.error} />}
      {notices.data?.notices?.length === 0 && <p className="soft">{t('policies.noNotices')}</p>}
      <ul className="rows">
        {notices.data?.notices?.map((notice) => (
          <li key={notice.campaignId}>
            <div className="split">
              <div>
                <strong>
                  {notice.document} {notice.version}
                </strong>
                <p className="soft">
                  {notice.acceptedAt
                    ? t('policies.told', { date: moment(notice.acceptedAt, i18n.language) })
                    : t(`delivery.${notice.state}`, { defaultValue: notice.state })}
                </p>
              </div>
              {notice.provable && (
                <a
                  href={`/api/notification/v1/subjects/${subjectId}/notices/${notice.campaignId}/proof`}
                  download={`proof-${notice.document}-${notice.version}.json`}
                >
                  {t('policies.proof')}
                </a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
