import { Switch } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Name, useNames } from '../i18n/names';
import { Icon } from '../parts/Icon';
import { type Channel, CONTACT, isChoice, isOn, type Purpose, type Standing, type Wish } from './choices';

/** Topic by channel, each with its legal basis; giving and withdrawing are the same one click. */
export function TopicTable(props: {
  topics: Purpose[];
  standing: Standing[];
  disabled?: boolean;
  onChoose: (wish: Wish) => void;
}) {
  const { t } = useTranslation();
  const named = useNames();
  return (
    <table className="topics">
      <thead>
        <tr>
          <th scope="col">{t('communication.topic')}</th>
          {CONTACT.map((channel) => (
            <th key={channel} scope="col">
              {named('channel', channel)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.topics.map((topic) => (
          <Topic key={topic.name} topic={topic} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function Topic(props: {
  topic: Purpose;
  standing: Standing[];
  disabled?: boolean;
  onChoose: (wish: Wish) => void;
}) {
  const { topic } = props;
  const purpose = topic.name ?? '';
  const id = useId();
  return (
    <tr>
      <th scope="row">
        <strong id={id}>
          <Told texts={topic.title} />
        </strong>{' '}
        <span className="tag">
          <Name of="basis" slug={topic.legalBasis} />
        </span>
        <p className="soft">
          <Told texts={topic.description} />
        </p>
      </th>
      {CONTACT.map((channel) => (
        <Cell
          key={channel}
          topic={topic}
          titleId={id}
          channel={channel}
          on={isOn(props.standing, purpose, channel)}
          disabled={props.disabled ?? false}
          onChange={(on) => props.onChoose({ purpose, channel, choice: on ? 'granted' : 'denied' })}
        />
      ))}
    </tr>
  );
}

function Cell(props: {
  topic: Purpose;
  titleId: string;
  channel: Channel;
  on: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  const channel = useNames()('channel', props.channel);
  const title = useTitle(props.topic);
  if (!props.topic.channels?.includes(props.channel)) {
    return (
      <td className="none">
        <span aria-hidden="true">–</span>
        <span className="unseen">{t('communication.notOffered')}</span>
      </td>
    );
  }
  if (!isChoice(props.topic)) {
    return (
      <td>
        <span className="channel-name">{channel}</span>
        <span className="with-icon soft">
          {props.on && <Icon name="lock" />}
          {t(props.on ? 'communication.alwaysOn' : 'communication.alwaysOff')}
        </span>
      </td>
    );
  }
  return (
    <td>
      <span className="channel-name" aria-hidden="true">
        {channel}
      </span>
      <Switch
        size="md"
        withThumbIndicator={false}
        checked={props.on}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        aria-label={`${title}: ${channel}`}
      />
    </td>
  );
}

/** A topic's title in one string. */
export function useTitle(topic: Purpose | undefined) {
  const { i18n } = useTranslation();
  return topic?.title?.[i18n.language] ?? topic?.title?.['en'] ?? '';
}

/** A text that the service has in several languages; marked as English where ours is missing. */
function Told({ texts }: { texts: Record<string, string> | undefined }) {
  const { i18n } = useTranslation();
  const ours = texts?.[i18n.language];
  return ours ?? <span lang="en" dir="ltr">{texts?.['en'] ?? ''}</span>;
}
