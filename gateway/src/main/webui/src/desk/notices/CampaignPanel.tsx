import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { DaysLeft } from '../../parts/DaysLeft';
import { Fact, Facts } from '../../parts/Facts';
import { Icon } from '../../parts/Icon';
import { count, moment, percent } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';
import { Gate } from './Gate';
import { type Campaign, useLiveCampaign } from './liveCampaign';
import type { May } from './Notices';
import { Outlook } from './Outlook';
import { Pace } from './Pace';
import { Reached } from './Reached';

const STATES = ['accepted', 'sending', 'planned', 'deferred', 'inDoubt', 'bounced', 'unreachable', 'suppressed'];

/** A mailing: how far it is, live, and whether its version may come into force. */
export function CampaignPanel(props: {
  first: Campaign;
  policy: components['schemas']['PolicyView'] | undefined;
  may: May;
}) {
  const { t } = useTranslation();
  const named = useNames();
  const { campaign, connected } = useLiveCampaign(props.first);
  const state = props.policy?.versions?.find((one) => one.label === campaign.version)?.state;
  return (
    <Panel
      title={t('policies.notice', { title: props.policy?.title ?? campaign.document, version: campaign.version })}
      aside={
        <span>
          {campaign.kind !== 'notice' && <span className="tag warn">{named('campaignKind', campaign.kind)}</span>}{' '}
          <span className="tag">{named('campaignState', campaign.state)}</span>
        </span>
      }
    >
      <Progress campaign={campaign} />
      <div>
        <Outlook campaign={campaign} />
      </div>
      <Reached campaign={campaign} mayOpen={props.may.search} />
      {isGoing(campaign) && <Line connected={connected} />}
      <Facts>
        {campaign.state === 'running' && (
          <Fact name={t('deskNotices.rate')}><Rate campaign={campaign} /></Fact>
        )}
        <Fact name={t('deskNotices.eta')}><When instant={campaign.completedAt ?? campaign.eta} /></Fact>
        {campaign.lastLawfulDay && (
          <Fact name={t('deskNotices.lastLawfulDay')}><When instant={campaign.lastLawfulDay} /></Fact>
        )}
        <Fact name={t('deskNotices.audience')}>
          {[named('audienceBasis', campaign.audience?.basis), ...(campaign.audience?.tags ?? [])].join(' ')}
        </Fact>
      </Facts>
      {props.may.decide && isGoing(campaign) && (
        <>
          <PauseOrResume campaign={campaign} />
          <Pace campaignId={campaign.id ?? ''} />
        </>
      )}
      {state === 'announced' && campaign.kind === 'notice' && campaign.state !== 'cancelled' ? (
        <Gate document={campaign.document ?? ''} version={campaign.version ?? ''} may={props.may} />
      ) : (
        state && <p className="with-icon good"><Icon name="done" />{named('versionState', state)}</p>
      )}
    </Panel>
  );
}

const isGoing = (campaign: Campaign) => campaign.state !== 'completed' && campaign.state !== 'cancelled';

function Progress({ campaign }: { campaign: Campaign }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const counts = campaign.counts ?? {};
  const total = campaign.total ?? 0;
  const told = total === 0 ? 0 : (counts['accepted'] ?? 0) / total;
  return (
    <>
      <div className="split">
        <DaysLeft until={campaign.effectiveAt ?? ''} />
        <span>
          {campaign.audienceComplete
            ? t('deskNotices.told', { percent: percent(told, i18n.language), total: count(total, i18n.language) })
            : t('deskNotices.counting')}
        </span>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={t('deskNotices.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * told)}
      >
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={100 * told} height="1" fill="var(--brand)" />
        </svg>
      </div>
      <ul className="numbers">
        {STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
          <li key={state}>
            {named('delivery', state)} <strong>{count(counts[state] ?? 0, i18n.language)}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether what is shown is of now. */
function Line({ connected }: { connected: boolean }) {
  const { t } = useTranslation();
  return (
    <p className={connected ? 'with-icon soft small' : 'with-icon warn small'} role="status">
      <Icon name={connected ? 'clock' : 'warning'} />
      {t(connected ? 'deskNotices.live' : 'deskNotices.reconnecting')}
    </p>
  );
}

function Rate({ campaign }: { campaign: Campaign }) {
  const { t, i18n } = useTranslation();
  return t('deskNotices.perSecond', { rate: count(campaign.rate ?? 0, i18n.language, 1) });
}

function When({ instant }: { instant: string | undefined }) {
  const { i18n } = useTranslation();
  return moment(instant, i18n.language);
}

function PauseOrResume({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = campaign.id ?? '';
  const isPaused = campaign.state === 'paused';
  const change = useMutation({
    scope: { id: `campaign-${id}` }, // pressed twice, the second waits for the first
    mutationFn: (state: 'paused' | 'running') =>
      read(
        notification.PUT('/api/notification/v1/campaigns/{campaignId}/state', {
          params: { path: { campaignId: id } },
          body: { state },
        }),
      ),
    onSuccess: (changed) => queries.setQueryData(['campaign', id], changed),
  });
  return (
    <div className="actions">
      {change.isError && <ProblemNote error={change.error} />}
      <Button variant="default" onClick={() => change.mutate(isPaused ? 'running' : 'paused')}>
        {t(isPaused ? 'deskNotices.resume' : 'deskNotices.pause')}
      </Button>
      <Said>{change.isSuccess && t(isPaused ? 'deskNotices.paused' : 'deskNotices.resumed')}</Said>
    </div>
  );
}
