import { useTranslation } from 'react-i18next';
import { useNames } from '../i18n/names';
import { Loaded } from '../parts/Loaded';
import { moment } from '../parts/local';
import { Page } from '../parts/Page';
import { type Message, useMessages } from '../queries';

/** What was sent to the customer, or is to be, and whether it got there. */
export function Messages({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t('messages.title')} lead={t('messages.lead')}>
      <Loaded query={useMessages(subjectId)} rows={3}>
        {(data) =>
          data.messages?.length === 0 ? (
            <p className="panel">{t('messages.none')}</p>
          ) : (
            <ul className="rows panel">
              {data.messages?.map((message) => <OneMessage key={message.id} message={message} />)}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function OneMessage({ message }: { message: Message }) {
  const { i18n } = useTranslation();
  const named = useNames();
  return (
    <li className="split">
      <span>
        <strong>{named('template', message.template) ?? message.template}</strong>
        <br />
        <span className="soft small">
          {named('channel', message.channel)} · {moment(message.acceptedAt ?? message.createdAt, i18n.language)}
        </span>
      </span>
      <span className="tag">{named('messageState', message.deliveredAt ? 'delivered' : message.state)}</span>
    </li>
  );
}
