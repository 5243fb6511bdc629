import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/notification';
import { DaysLeft } from '../parts/DaysLeft';
import { Loaded } from '../parts/Loaded';
import { day } from '../parts/local';
import { NoticesOf } from '../parts/NoticesOf';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { Waiting } from '../parts/Waiting';
import { usePolicies, useVersion } from '../queries';

type Policy = components['schemas']['PolicyView'];

const Difference = lazy(() => import('../parts/Difference'));

/** What changes, from when, what it says now, and the proof that one was told. */
export function PolicyChanges({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const policies = usePolicies();
  return (
    <Page title={t('policies.title')} lead={t('policies.lead')}>
      <Loaded query={policies} rows={1}>
        {(data) => data.policies?.map((policy) => <OnePolicy key={policy.document} policy={policy} />)}
      </Loaded>
      <Notices subjectId={subjectId} policies={policies.data?.policies ?? []} />
    </Page>
  );
}

function OnePolicy({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const announced = policy.versions?.find((version) => version.state === 'announced');
  return (
    <Panel title={policy.title} aside={<a href={`/policy/${policy.document}`}>{t('policies.read')}</a>}>
      {announced?.effectiveAt ? (
        <Change
          document={policy.document ?? ''}
          from={policy.inForce}
          to={announced.label ?? ''}
          effectiveAt={announced.effectiveAt}
        />
      ) : (
        <p className="soft">{t('policies.noChange')}</p>
      )}
      {policy.inForce && <p className="soft after">{t('policies.inForce', { version: policy.inForce })}</p>}
      <Older policy={policy} />
    </Panel>
  );
}

function Change(props: { document: string; from: string | undefined; to: string; effectiveAt: string }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const next = useVersion(props.document, props.to);
  return (
    <>
      <div className="note">
        <strong>{t('policies.changesOn', { date: day(props.effectiveAt, i18n.language), version: props.to })}</strong>
        <p>
          <DaysLeft until={props.effectiveAt} brief />
        </p>
      </div>
      <Loaded query={next} rows={1}>
        {(version) => {
          const text = version.texts?.find((one) => one.language === i18n.language) ?? version.texts?.[0];
          const language = text?.language ?? 'en';
          return (
            <>
              <h3>{t('policies.summary')}</h3>
              <p lang={language} dir="auto">
                {text?.summary}
              </p>
              {props.from && (
                <div className="actions">
                  <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
                    {t(open ? 'policies.hideDiff' : 'policies.showDiff')}
                  </Button>
                </div>
              )}
              {open && <FromTo document={props.document} from={props.from} to={text?.markdown ?? ''} language={language} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function FromTo(props: { document: string; from: string | undefined; to: string; language: string }) {
  const { t } = useTranslation();
  const before = useVersion(props.document, props.from);
  return (
    <Loaded query={before} rows={1}>
      {(version) => {
        const old = version.texts?.find((one) => one.language === props.language)?.markdown;
        return old === undefined ? (
          <p className="soft">{t('policies.noOldText')}</p>
        ) : (
          <Suspense fallback={<Waiting rows={1} />}>
            <Difference before={old} after={props.to} language={props.language} />
          </Suspense>
        );
      }}
    </Loaded>
  );
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
