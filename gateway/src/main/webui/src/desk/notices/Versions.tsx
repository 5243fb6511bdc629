import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { DaysLeft } from '../../parts/DaysLeft';
import { day } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { Rehearsal } from './Rehearsal';

type Policy = components['schemas']['PolicyView'];
type Version = components['schemas']['VersionView'];

/** A document's versions, newest first. */
export function Versions({ policy, mayEdit, maySearch }: { policy: Policy; mayEdit: boolean; maySearch: boolean }) {
  const { t } = useTranslation();
  return (
    <Panel title={policy.title} aside={<a href={`/policy/${policy.document}`}>{t('policies.read')}</a>}>
      <h3>{t('deskNotices.versions')}</h3>
      <ul className="rows">
        {policy.versions?.toReversed().map((version) => (
          <li key={version.label} className="split">
            <OneVersion version={version} document={mayEdit ? policy.document : undefined} maySearch={maySearch} />
            {version.state === 'draft' ? (
              mayEdit && (
                <Link
                  to={`/desk/notices/${policy.document}/${version.label}`}
                  aria-label={`${t('deskNotices.edit')}: ${version.label}`}
                >
                  {t('deskNotices.edit')}
                </Link>
              )
            ) : (
              <a
                href={`/policy/${policy.document}/versions/${version.label}`}
                aria-label={`${t('deskNotices.read')}: ${version.label}`}
              >
                {t('deskNotices.read')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function OneVersion(props: { version: Version; document: string | undefined; maySearch: boolean }) {
  const { version, document, maySearch } = props;
  const { t, i18n } = useTranslation();
  const named = useNames();
  return (
    <div>
      <strong className="breakable">{version.label}</strong>{' '}
      <span className="tag">{named('versionState', version.state)}</span>
      {version.state === 'announced' && version.effectiveAt && (
        <p>
          <DaysLeft until={version.effectiveAt} />
        </p>
      )}
      {version.inForceAt && (
        <p className="soft">{t('deskNotices.effective', { date: day(version.inForceAt, i18n.language) })}</p>
      )}
      {document && (version.state === 'draft' || version.state === 'announced') && (
        <Rehearsal document={document} version={version.label ?? ''} maySearch={maySearch} />
      )}
    </div>
  );
}
