import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consent, read } from '../api';
import type { components } from '../api/consent';
import { moment } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

type Channel = components['schemas']['Channel'];
type Standing = components['schemas']['Standing'];
type Purpose = components['schemas']['Purpose'];
type Wish = { purpose: string; channel: Channel; choice: 'granted' | 'denied' };

const CHANNELS: Channel[] = ['email', 'sms', 'phone', 'automated-call'];

/** Topic by channel, each with its legal basis; giving and withdrawing are the same one click. */
export function Communication({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const key = ['standing', subjectId];
  const purposes = useQuery({
    queryKey: ['purposes'],
    staleTime: Infinity,
    queryFn: () => read(consent.GET('/api/consent/v1/purposes')),
  });
  const present = useQuery({
    queryKey: key,
    queryFn: () =>
      read(consent.GET('/api/consent/v1/subjects/{subjectId}/standing', { params: { path: { subjectId } } })),
  });
  const choose = useMutation({
    mutationFn: (choices: Wish[]) =>
      read(
        consent.PUT('/api/consent/v1/subjects/{subjectId}/preferences', {
          params: { path: { subjectId } },
          body: { via: 'client-area', choices },
        }),
      ),
    onMutate: async (choices) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<{ standing?: Standing[] }>(key);
      queries.setQueryData(key, { standing: withChoices(before?.standing ?? [], choices) });
      return before;
    },
    onError: (_error, _choices, before) => queries.setQueryData(key, before),
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: key }), queries.invalidateQueries({ queryKey: ['history'] })]),
  });

  if (purposes.isPending || present.isPending) {
    return (
      <Page title={t('communication.title')} lead={t('communication.lead')}>
        <Waiting />
      </Page>
    );
  }
  const topics = (purposes.data?.purposes ?? []).filter((purpose) => purpose.channels?.some(isContact));
  const optional = topics.filter(isChoice);
  const isOn = (purpose: Purpose, channel: Channel) => isGranted(present.data?.standing ?? [], purpose, channel);
  const allOff = optional.flatMap((purpose) =>
    contactChannels(purpose).map((channel): Wish => ({ purpose: purpose.name ?? '', channel, choice: 'denied' })),
  );
  return (
    <Page title={t('communication.title')} lead={t('communication.lead')}>
      {present.isError && <ProblemNote error={present.error} />}
      {choose.isError && <ProblemNote error={choose.error} />}
      <section className="panel" aria-labelledby="topics">
        <header>
          <h2 id="topics">{t('communication.topics')}</h2>
          <Button variant="default" onClick={() => choose.mutate(allOff)}>
            {t('communication.allOff')}
          </Button>
        </header>
        <table className="topics">
          <thead>
            <tr>
              <th scope="col">{t('communication.topic')}</th>
              {CHANNELS.map((channel) => (
                <th key={channel} scope="col">
                  {t(`channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {topics.map((purpose) => (
              <tr key={purpose.name}>
                <th scope="row">
                  <strong>{inLanguage(purpose.title, i18n.language)}</strong>{' '}
                  <span className="tag">{t(`basis.${purpose.legalBasis}`)}</span>
                  <p className="soft">{inLanguage(purpose.description, i18n.language)}</p>
                </th>
                {CHANNELS.map((channel) => (
                  <Cell
                    key={channel}
                    purpose={purpose}
                    channel={channel}
                    on={isOn(purpose, channel)}
                    onChange={(on) =>
                      choose.mutate([{ purpose: purpose.name ?? '', channel, choice: on ? 'granted' : 'denied' }])
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <History subjectId={subjectId} purposes={purposes.data?.purposes ?? []} />
    </Page>
  );
}

function Cell(props: { purpose: Purpose; channel: Channel; on: boolean; onChange: (on: boolean) => void }) {
  const { t, i18n } = useTranslation();
  const channel = t(`channel.${props.channel}`);
  if (!props.purpose.channels?.includes(props.channel)) {
    return (
      <td className="none">
        <span aria-hidden="true">–</span>
      </td>
    );
  }
  if (!isChoice(props.purpose)) {
    return (
      <td>
        <span className="soft">{t('communication.alwaysOn')}</span> <span className="channel-name">{channel}</span>
      </td>
    );
  }
  return (
    <td>
      <Switch
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        aria-label={`${inLanguage(props.purpose.title, i18n.language)}: ${channel}`}
      />
      <span className="channel-name" aria-hidden="true">
        {channel}
      </span>
    </td>
  );
}

function History({ subjectId, purposes }: { subjectId: string; purposes: Purpose[] }) {
  const { t, i18n } = useTranslation();
  const history = useQuery({
    queryKey: ['history', subjectId],
    queryFn: () =>
      read(
        consent.GET('/api/consent/v1/subjects/{subjectId}/preferences/history', {
          params: { path: { subjectId }, query: { limit: 50 } },
        }),
      ),
  });
  const title = (name: string | undefined) =>
    inLanguage(purposes.find((purpose) => purpose.name === name)?.title, i18n.language) || name;
  return (
    <section className="panel" aria-labelledby="history">
      <header>
        <h2 id="history">{t('communication.history')}</h2>
      </header>
      {history.data?.preferences?.length === 0 && <p className="soft">{t('communication.noHistory')}</p>}
      <ul className="rows">
        {history.data?.preferences?.map((change) => (
          <li key={change.version}>
            <div className="split">
              <span>
                <strong>{title(change.purpose)}</strong>, {t(`channel.${change.channel}`)}: {t(`choice.${change.choice}`)}
              </span>
              <span className="soft">
                {moment(change.changedAt, i18n.language)} · {t(`via.${change.via}`)} · {t(`by.${change.by}`)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isContact(channel: Channel) {
  return CHANNELS.includes(channel);
}

function contactChannels(purpose: Purpose) {
  return (purpose.channels ?? []).filter(isContact);
}

function isChoice(purpose: Purpose) {
  return purpose.legalBasis === 'consent' || purpose.legalBasis === 'legitimate-interest';
}

/** The service says what is on: region and channel may ask for consent where the purpose does not. */
function isGranted(standing: Standing[], purpose: Purpose, channel: Channel) {
  return standing.some((one) => one.purpose === purpose.name && one.channel === channel && one.on);
}

function withChoices(before: Standing[], choices: Wish[]): Standing[] {
  return before.map((one) => {
    const wish = choices.find((made) => made.purpose === one.purpose && made.channel === one.channel);
    return wish ? { ...one, on: wish.choice === 'granted' } : one;
  });
}

function inLanguage(texts: Record<string, string> | undefined, language: string) {
  return texts?.[language] ?? texts?.['en'] ?? '';
}
