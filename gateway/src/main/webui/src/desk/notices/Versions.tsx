import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { DaysLeft } from '../../parts/DaysLeft';
import { day } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { Announce } from '../draft/Announce';
import { Gate } from './Gate';
import { Rehearsal } from './Rehearsal';
import { TakeBack } from './TakeBack';

type Policy = components['schemas']['PolicyView'];
type Version = components['schemas']['VersionView'];

/** What was put off is announced anew, thirty days ahead again and never earlier than was said. */
function later(notBefore: string | undefined): string {
  const lawful = new Date(Date.now() + 30 * 86_400_000).toISOString();
  return notBefore && notBefore > lawful ? notBefore : lawful;
}

/** A document's versions, newest first. */
export function Versions({ policy, mayEdit, maySearch }: { policy: Policy; mayEdit: boolean; maySearch: boolean }) {
  const { t } = useTranslation();
  const named = useNames();
  return (
    <Panel title={policy.title} aside={<a href={`/policy/${policy.document}`}>{t('policies.read')}</a>}>
      <p className="soft">{named('documentKind', policy.kind)}</p>
      <h3>{t('deskNotices.versions')}</h3>
      <ul className="rows">
        {policy.versions?.toReversed().map((version) => (
          <li key={version.label} className="split">
            <OneVersion version={version} mayEdit={mayEdit} maySearch={maySearch} />
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

function OneVersion({ version, mayEdit, maySearch }: { version: Version; mayEdit: boolean; maySearch: boolean }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  return (
    <div>
      <strong className="breakable">{version.label}</strong>{' '}
      <span className="tag">{named('versionState', version.state)}</span>{' '}
      {!version.material && <span className="tag">{t('materiality.not')}</span>}
      {version.state === 'announced' && version.effectiveAt && (
        <p>
          <DaysLeft until={version.effectiveAt} />
        </p>
      )}
      {version.correction && (
        <p className="soft" dir="auto">
          {version.correction.reason?.[i18n.language] ?? Object.values(version.correction.reason ?? {})[0]}
        </p>
      )}
      {version.state === 'announced' && !version.material && (
        <Gate document={version.document ?? ''} version={version.label ?? ''} may={{ decide: mayEdit, askGuard: true, search: false }} />
      )}
      {mayEdit && (version.state === 'announced' || version.state === 'postponed') && <TakeBack version={version} />}
      {mayEdit && version.state === 'postponed' && (
        <Announce
          document={version.document ?? ''}
          version={version.label ?? ''}
          earliest={later(version.effectiveAt)}
          unsaved={false}
        />
      )}
      {version.inForceAt && (
        <p className="soft">{t('deskNotices.effective', { date: day(version.inForceAt, i18n.language) })}</p>
      )}
      {mayEdit && (version.state === 'draft' || version.state === 'announced') && (
        <Rehearsal document={version.document ?? ''} version={version.label ?? ''} maySearch={maySearch} />
      )}
    </div>
  );
}
