import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { notification, read } from '../../api';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { Loaded } from '../../parts/Loaded';
import { moment } from '../../parts/local';
import { Page } from '../../parts/Page';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';
import type { Message } from '../../queries';

const KEY = ['quarantine'];

/** Messages that failed for reasons of their own: somebody sends them again, or not at all. */
export function Quarantine({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation();
  const failed = useQuery({
    queryKey: KEY,
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/messages', { params: { query: { state: 'quarantined', limit: 100 } } }),
      ),
  });
  return (
    <Page title={t('quarantine.title')} lead={t('quarantine.lead')}>
      <Loaded query={failed} rows={3}>
        {(data) =>
          data.messages?.length === 0 ? (
            <p className="panel">{t('quarantine.none')}</p>
          ) : (
            <ul className="rows panel">
              {data.messages?.map((message) => <Failed key={message.id} message={message} mayDecide={mayDecide} />)}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function Failed({ message, mayDecide }: { message: Message; mayDecide: boolean }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const queries = useQueryClient();
  const decide = useMutation({
    scope: { id: `message-${message.id}` }, // pressed twice, the second waits for the first
    mutationFn: (decision: 'retry' | 'drop') =>
      read(
        notification.PUT('/api/notification/v1/subjects/{subjectId}/messages/{messageId}/decision', {
          params: { path: { subjectId: message.subjectId ?? '', messageId: message.id ?? '' } },
          body: { decision },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <li>
      <div className="split">
        <span>
          <strong>{named('template', message.template) ?? message.template}</strong>
          <br />
          <span className="soft small">
            {named('channel', message.channel)} · {moment(message.createdAt, i18n.language)} ·{' '}
            <Link to={`/desk/customers/${message.subjectId}`}>{t('quarantine.customer')}</Link>
          </span>
        </span>
        <span className="tag">{message.reason}</span>
      </div>
      {mayDecide && (
        <div className="actions">
          {decide.isError && <ProblemNote error={decide.error} />}
          <Act variant="default" busy={decide.isPending} onClick={() => decide.mutate('retry')}>
            {t('quarantine.retry')}
          </Act>
          <Act variant="default" busy={decide.isPending} onClick={() => decide.mutate('drop')}>
            {t('quarantine.drop')}
          </Act>
          <Said>{decide.isSuccess && t('quarantine.decided')}</Said>
        </div>
      )}
    </li>
  );
}
