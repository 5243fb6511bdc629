import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { Icon } from '../../parts/Icon';
import { Loaded } from '../../parts/Loaded';
import { moment } from '../../parts/local';
import { ProblemNote } from '../../parts/ProblemNote';
import type { May } from './Notices';

type Guard = components['schemas']['GuardView'];

/** The 30-day gate: whether the version may come into force, and if not, why, for whom and until when. */
export function Gate({ document, version, may }: { document: string; version: string; may: May }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = { document, version };
  const guard = useQuery({
    queryKey: ['guard', document, version],
    enabled: may.askGuard,
    refetchInterval: 15_000,
    queryFn: () =>
      read(notification.GET('/api/notification/v1/policies/{document}/versions/{version}/guard', { params: { path } })),
  });
  const activate = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/activation', { params: { path } }),
      ),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['policies'] }),
        queries.invalidateQueries({ queryKey: ['guard', document, version] }),
      ]),
  });
  if (!may.askGuard) {
    return null;
  }
  return (
    <div className="gate">
      <h3>{t('gate30.title')}</h3>
      <Loaded query={guard} rows={1}>
        {(answer) => (
          <>
            {answer.inForceAllowed ? (
              <p className="with-icon good">
                <Icon name="done" />
                {t('gate30.open')}
              </p>
            ) : (
              <NotYet guard={answer} maySearch={may.search} />
            )}
            {activate.isError && <ProblemNote error={activate.error} />}
            {may.decide && answer.inForceAllowed && (
              <div className="actions">
                <Act busy={activate.isPending} onClick={() => activate.mutate()}>
                  {t('gate30.activate')}
                </Act>
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function NotYet({ guard, maySearch }: { guard: Guard; maySearch: boolean }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const missing = guard.missing ?? 0;
  const some = guard.missingSubjects ?? [];
  return (
    <>
      <p className="with-icon warn">
        <Icon name="clock" />
        <span>{t('gate30.closed', { date: moment(guard.earliestLawfulDate, i18n.language) })}</span>
      </p>
      <ul>
        {guard.reasons?.map((reason) => <li key={reason}>{named('reason', reason) ?? reason}</li>)}
      </ul>
      {missing > 0 && (
        <details>
          <summary>{t('gate30.missing', { count: missing })}</summary>
          <p className="soft">{t('gate30.first', { count: some.length })}</p>
          <ul className="breakable">
            {some.map((id) => (
              <li key={id}>{maySearch ? <Link to={`/desk/customers/${id}`}>{id}</Link> : id}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
