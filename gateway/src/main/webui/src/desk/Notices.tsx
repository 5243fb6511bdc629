import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../api';
import type { components } from '../api/notification';
import { day, daysUntil, inDays, moment } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

type Campaign = components['schemas']['CampaignView'];
const STATES = ['accepted', 'sending', 'planned', 'deferred', 'inDoubt', 'bounced', 'suppressed'];

/** Policies and the campaigns that tell of them: the 30-day gate and how far the mailing is, live. */
export function Notices({ roles }: { roles: string[] }) {
  const { t } = useTranslation();
  const campaigns = useQuery({
    queryKey: ['campaigns'],
    queryFn: () => read(notification.GET('/api/notification/v1/campaigns')),
  });
  const mayDecide = roles.some((role) => ['dpo', 'legal', 'marketing'].includes(role));
  return (
    <Page title={t('deskNotices.title')} lead={t('deskNotices.lead')}>
      {campaigns.isPending && <Waiting />}
      {campaigns.isError && <ProblemNote error={campaigns.error} />}
      {campaigns.data?.campaigns?.length === 0 && <p className="panel">{t('deskNotices.none')}</p>}
      {campaigns.data?.campaigns?.map((campaign) => (
        <CampaignPanel key={campaign.id} first={campaign} mayDecide={mayDecide} />
      ))}
    </Page>
  );
}

function CampaignPanel({ first, mayDecide }: { first: Campaign; mayDecide: boolean }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const campaign = useLiveCampaign(first);
  const id = campaign.id ?? '';
  const setState = useMutation({
    mutationFn: (state: 'paused' | 'running') =>
      read(notification.PUT('/api/notification/v1/campaigns/{campaignId}/state', { params: { path: { campaignId: id } }, body: { state } })),
    onSuccess: (changed) => queries.setQueryData(['campaign', id], changed),
  });
  const total = campaign.total ?? 0;
  const counts = campaign.counts ?? {};
  const told = counts['accepted'] ?? 0;
  const percent = total === 0 ? 0 : (100 * told) / total;
  const isDone = campaign.state === 'completed';
  return (
    <section className="panel" aria-labelledby={`campaign-${id}`}>
      <header>
        <h2 id={`campaign-${id}`}>
          {campaign.document} {campaign.version}
        </h2>
        <span className="tag">{t(`campaignState.${campaign.state}`)}</span>
      </header>
      <div className="split">
        <span>
          {t('deskNotices.effective', { date: day(campaign.effectiveAt, i18n.language) })} ·{' '}
          <strong>{inDays(daysUntil(campaign.effectiveAt ?? ''), i18n.language)}</strong>
        </span>
        <span>{t('deskNotices.told', { percent: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(percent), total: total.toLocaleString(i18n.language) })}</span>
      </div>
      <div className="bar" role="progressbar" aria-label={t('deskNotices.progress')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(percent)}>
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={percent} height="1" fill="var(--brand)" />
        </svg>
      </div>
      <ul className="numbers" aria-live="off">
        {STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
          <li key={state}>
            {t(`delivery.${state}`)} <strong>{(counts[state] ?? 0).toLocaleString(i18n.language)}</strong>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>{t('deskNotices.rate')}</dt>
          <dd>{t('deskNotices.perSecond', { rate: (campaign.rate ?? 0).toFixed(1) })}</dd>
        </div>
        <div>
          <dt>{t('deskNotices.eta')}</dt>
          <dd>{moment(campaign.eta ?? campaign.completedAt, i18n.language)}</dd>
        </div>
        <div>
          <dt>{t('deskNotices.lastLawfulDay')}</dt>
          <dd>{moment(campaign.lastLawfulDay, i18n.language)}</dd>
        </div>
      </dl>
      {setState.isError && <ProblemNote error={setState.error} />}
      {mayDecide && !isDone && (
        <Button
          variant="default"
          loading={setState.isPending}
          onClick={() => setState.mutate(campaign.state === 'paused' ? 'running' : 'paused')}
        >
          {campaign.state === 'paused' ? t('deskNotices.resume') : t('deskNotices.pause')}
        </Button>
      )}
      <Gate document={campaign.document ?? ''} version={campaign.version ?? ''} mayDecide={mayDecide} />
    </section>
  );
}

/** The campaign as the service tells it, from server-sent events while it runs. */
function useLiveCampaign(first: Campaign): Campaign {
  const queries = useQueryClient();
  const id = first.id ?? '';
  const key = ['campaign', id];
  const live = useQuery({ queryKey: key, queryFn: () => first, initialData: first, staleTime: Infinity });
  const runs = live.data.state !== 'completed';
  useEffect(() => {
    if (!runs) {
      return undefined;
    }
    const events = new EventSource(`/api/notification/v1/campaigns/${id}/progress`);
    events.addEventListener('progress', (event) => {
      queries.setQueryData(['campaign', id], JSON.parse(event.data) as Campaign);
    });
    return () => events.close();
  }, [id, runs, queries]);
  return live.data;
}

/** The 30-day gate: whether the version may come into force, and if not, why and from when. */
function Gate({ document, version, mayDecide }: { document: string; version: string; mayDecide: boolean }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const policy = useQuery({
    queryKey: ['policy', document],
    queryFn: () => read(notification.GET('/api/notification/v1/policies/{document}', { params: { path: { document } } })),
  });
  const state = policy.data?.versions?.find((one) => one.label === version)?.state;
  const guard = useQuery({
    queryKey: ['guard', document, version],
    enabled: state === 'announced',
    refetchInterval: 15_000,
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/policies/{document}/versions/{version}/guard', {
          params: { path: { document, version } },
        }),
      ),
  });
  const activate = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/activation', {
          params: { path: { document, version } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policy', document] }),
  });
  if (state !== 'announced') {
    return state ? <p className="good">{t(`versionState.${state}`)}</p> : null;
  }
  return (
    <div>
      <h3>{t('gate30.title')}</h3>
      {guard.data?.inForceAllowed ? (
        <p className="good">{t('gate30.open')}</p>
      ) : (
        guard.data && (
          <>
            <p className="warn">
              {t('gate30.closed', {
                missing: (guard.data.missing ?? 0).toLocaleString(i18n.language),
                date: moment(guard.data.earliestLawfulDate, i18n.language),
              })}
            </p>
            <ul>
              {guard.data.reasons?.map((reason) => (
                <li key={reason}>{t(`reason.${reason}`, { defaultValue: reason })}</li>
              ))}
            </ul>
          </>
        )
      )}
      {activate.isError && <ProblemNote error={activate.error} />}
      {mayDecide && (
        <Button mt="sm" disabled={!guard.data?.inForceAllowed} loading={activate.isPending} onClick={() => activate.mutate()}>
          {t('gate30.activate')}
        </Button>
      )}
    </div>
  );
}
