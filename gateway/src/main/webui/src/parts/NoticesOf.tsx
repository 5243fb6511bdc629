import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../api';
import type { components } from '../api/notification';
import { useNames } from '../i18n/names';
import { Icon } from './Icon';
import { Loaded } from './Loaded';
import { moment } from './local';
import { Panel } from './Panel';

type Notice = components['schemas']['NoticeView'];

/** Every notice to somebody, by every channel: what became of it, when, and the proof. */
export function NoticesOf(props: {
  subjectId: string;
  title: string;
  none: string;
  nameOf: (document: string | undefined) => string;
}) {
  const { subjectId, title, none, nameOf } = props;
  const notices = useQuery({
    queryKey: ['notices', subjectId],
    queryFn: () =>
      read(notification.GET('/api/notification/v1/subjects/{subjectId}/notices', { params: { path: { subjectId } } })),
  });
  return (
    <Panel title={title}>
      <Loaded query={notices} rows={1}>
        {(data) =>
          data.notices?.length === 0 ? (
            <p className="soft">{none}</p>
          ) : (
            <ul className="rows">
              {data.notices?.map((notice) => (
                <li key={`${notice.campaignId} ${notice.channel}`} className="split">
                  <OneNotice notice={notice} name={nameOf(notice.document)} />
                  <Proof subjectId={subjectId} notice={notice} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function OneNotice({ notice, name }: { notice: Notice; name: string }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const at = (instant: string | undefined) => moment(instant, i18n.language);
  return (
    <div>
      <strong>{t('policies.notice', { title: name, version: notice.version })}</strong>{' '}
      <span className="tag">{named('channel', notice.channel)}</span>{' '}
      {notice.kind !== 'notice' && <span className="tag">{named('campaignKind', notice.kind)}</span>}
      <p className="soft">
        {notice.acceptedAt ? t('policies.told', { date: at(notice.acceptedAt) }) : named('delivery', notice.state)}
      </p>
      {notice.nextAttemptAt && notice.state === 'deferred' && (
        <p className="soft small">
          {t('sent.again', { attempts: notice.attempts, date: at(notice.nextAttemptAt) })}
        </p>
      )}
      {notice.bouncedAt && (
        <p className="with-icon warn small">
          <Icon name="warning" />
          <span>{t('sent.bounced', { date: at(notice.bouncedAt) })}</span>
        </p>
      )}
      {notice.followedBy && (
        <p className="soft small">{t('sent.followed', { channel: named('channel', notice.followedBy) })}</p>
      )}
      {notice.coveredSince && <p className="soft small">{t('sent.covered', { date: at(notice.coveredSince) })}</p>}
    </div>
  );
}

function Proof({ subjectId, notice }: { subjectId: string; notice: Notice }) {
  const { t } = useTranslation();
  const of = `/api/notification/v1/subjects/${subjectId}/notices/${notice.campaignId}`;
  if (!notice.provable) {
    return notice.acceptedAt ? <span className="soft">{t('policies.sealing')}</span> : null;
  }
  return (
    <span className="links">
      <a href={`${of}/proof-page`} aria-label={`${t('sent.proof')}: ${notice.version}`}>
        {t('sent.proof')}
      </a>{' '}
      <a
        href={`${of}/proof`}
        download={`proof-${notice.document}-${notice.version}.json`}
        aria-label={`${t('policies.proof')}: ${notice.version}`}
      >
        {t('policies.proof')}
      </a>
    </span>
  );
}
