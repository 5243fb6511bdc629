import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consent, read } from '../api';
import { Name, useNames } from '../i18n/names';
import { Loaded } from '../parts/Loaded';
import { moment } from '../parts/local';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { ProblemNote } from '../parts/ProblemNote';
import { Said } from '../parts/Said';
import { usePurposes, useStanding } from '../queries';
import { CONTACT, isChoice, type Purpose, type Standing, useChoices, type Wish } from '../topics/choices';
import { TopicTable } from '../topics/TopicTable';
import { Countdown } from './Countdown';

/** What we may send and how, with what was chosen before. */
export function Communication({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const purposes = usePurposes();
  const standing = useStanding(subjectId);
  return (
    <Page title={t('communication.title')} lead={t('communication.lead')}>
      <Countdown />
      <Loaded query={purposes} rows={1} tall>
        {(registry) => (
          <Loaded query={standing} rows={1} tall>
            {(present) => (
              <Topics subjectId={subjectId} purposes={registry.purposes ?? []} standing={present.standing ?? []} />
            )}
          </Loaded>
        )}
      </Loaded>
      <History subjectId={subjectId} />
    </Page>
  );
}

function Topics(props: { subjectId: string; purposes: Purpose[]; standing: Standing[] }) {
  const { t } = useTranslation();
  const choices = useChoices(props.subjectId, { via: 'client-area' });
  const topics = props.purposes.filter((purpose) => purpose.channels?.some((channel) => CONTACT.includes(channel)));
  const allOff = topics.filter(isChoice).flatMap((topic) =>
    (topic.channels ?? [])
      .filter((channel) => CONTACT.includes(channel))
      .map((channel): Wish => ({ purpose: topic.name ?? '', channel, choice: 'denied' })),
  );
  return (
    <Panel
      title={t('communication.topics')}
      aside={
        <Button variant="default" onClick={() => choices.mutate(allOff)}>
          {t('communication.allOff')}
        </Button>
      }
    >
      {choices.isError && <ProblemNote error={choices.error} />}
      <TopicTable topics={topics} standing={props.standing} onChoose={(wish) => choices.mutate([wish])} />
      <Said>{choices.isSuccess && t('communication.saved')}</Said>
    </Panel>
  );
}

function History({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const history = useQuery({
    queryKey: ['history', subjectId],
    queryFn: () =>
      read(
        consent.GET('/api/consent/v1/subjects/{subjectId}/preferences/history', {
          params: { path: { subjectId }, query: { limit: 50 } },
        }),
      ),
  });
  return (
    <Panel title={t('communication.history')}>
      <Loaded query={history} rows={1}>
        {(made) =>
          made.preferences?.length === 0 ? (
            <p className="soft">{t('communication.noHistory')}</p>
          ) : (
            <ul className="rows">
              {made.preferences?.map((change) => (
                <li key={change.version} className="split">
                  <span>
                    <strong>
                      <Name of="purpose" slug={change.purpose} />
                    </strong>
                    , {named('channel', change.channel)}: {named('choice', change.choice)}
                  </span>
                  <span className="soft">
                    {moment(change.changedAt, i18n.language)} · {named('via', change.via)} · {named('by', change.by)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
