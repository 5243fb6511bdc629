import { useTranslation } from 'react-i18next';
import type { components } from '../api/notification';
import { DaysLeft } from '../parts/DaysLeft';
import { Loaded } from '../parts/Loaded';
import { day } from '../parts/local';
import { NoticesOf } from '../parts/NoticesOf';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { usePolicies } from '../queries';
import { Concerning } from './Concerning';

type Policy = components['schemas']['PolicyView'];

/** What changes, from when, what it says now, and the proof that one was told. */
export function PolicyChanges({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const policies = usePolicies();
  return (
    <Page title={t('policies.title')} lead={t('policies.lead')}>
      <Loaded query={policies} rows={1}>
        {(data) => data.policies?.map((policy) => <OnePolicy key={policy.document} policy={policy} subjectId={subjectId} />)}
      </Loaded>
      <Notices subjectId={subjectId} policies={policies.data?.policies ?? []} />
    </Page>
  );
}

function OnePolicy({ policy, subjectId }: { policy: Policy; subjectId: string }) {
  const { t } = useTranslation();
  const announced = policy.versions?.find((version) => version.state === 'announced');
  return (
    <Panel title={policy.title} aside={<a href={`/policy/${policy.document}`}>{t('policies.read')}</a>}>
      {announced?.effectiveAt ? (
        <Change
          subjectId={subjectId}
          document={policy.document ?? ''}
          to={announced.label ?? ''}
          effectiveAt={announced.effectiveAt}
        />
      ) : (
        <p className="soft">{t('policies.noChange')}</p>
      )}
      <Corrections policy={policy} />
      {policy.inForce && <p className="soft after">{t('policies.inForce', { version: policy.inForce })}</p>}
      <Older policy={policy} />
    </Panel>
  );
}

function Change(props: { subjectId: string; document: string; to: string; effectiveAt: string }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <div className="note">
        <strong>{t('policies.changesOn', { date: day(props.effectiveAt, i18n.language), version: props.to })}</strong>
        <p>
          <DaysLeft until={props.effectiveAt} brief />
        </p>
      </div>
      <Concerning subjectId={props.subjectId} document={props.document} version={props.to} />
    </>
  );
}

/** What had been announced and does not come, or later than was said. */
function Corrections({ policy }: { policy: Policy }) {
  const { t, i18n } = useTranslation();
  const corrected =
    policy.versions?.filter((one) => one.correction && (one.state === 'withdrawn' || one.state === 'postponed')) ?? [];
  return corrected.map((version) => (
    <div key={version.label} className="note after">
      <strong>
        {t(version.state === 'withdrawn' ? 'policies.willNotCome' : 'policies.comesLater', {
          version: version.label,
          promised: day(version.correction?.promisedAt, i18n.language),
          date: day(version.effectiveAt, i18n.language),
        })}
      </strong>
      <p dir="auto">{version.correction?.reason?.[i18n.language] ?? Object.values(version.correction?.reason ?? {})[0]}</p>
    </div>
  ));
}

function Older({ policy }: { policy: Policy }) {
  const { t, i18n } = useTranslation();
  const older = policy.versions?.filter((version) => version.state === 'superseded') ?? [];
  if (older.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{t('policies.older')}</h3>
      <ul>
        {older.map((version) => (
          <li key={version.label}>
            <a href={`/policy/${policy.document}/versions/${version.label}`}>
              {t('policies.versionFrom', { version: version.label, date: day(version.inForceAt, i18n.language) })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Notices({ subjectId, policies }: { subjectId: string; policies: Policy[] }) {
  const { t } = useTranslation();
  return (
    <NoticesOf
      subjectId={subjectId}
      title={t('policies.notices')}
      none={t('policies.noNotices')}
      nameOf={(document) => policies.find((policy) => policy.document === document)?.title ?? document ?? ''}
    />
  );
}
