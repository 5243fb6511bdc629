import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';

export const KINDS = ['purposes', 'recipients', 'countries', 'retention', 'rights'] as const;
export type Lists = Record<string, string[]>;

/** What changes, by kind, and whom each section concerns: what decides who is told, and whether anybody must be. */
export function Concerned(props: {
  sections: components['schemas']['SectionView'][];
  tags: Lists;
  changes: Lists;
  onTags: (tags: Lists) => void;
  onChanges: (changes: Lists) => void;
}) {
  const { t } = useTranslation();
  const named = useNames();
  const kinds = [...KINDS, ...Object.keys(props.changes).filter((kind) => !KINDS.includes(kind as never))];
  return (
    <>
      <details>
        <summary>{t('concerned.changes')}</summary>
        <p className="soft">{t('concerned.changesHint')}</p>
        <div className="form">
          {kinds.map((kind) => (
            <Textarea
              key={kind}
              label={named('changeKind', kind) ?? kind}
              value={(props.changes[kind] ?? []).join('\n')}
              rows={2}
              dir="auto"
              onChange={(event) => props.onChanges(without(props.changes, kind, event.currentTarget.value.split('\n')))}
            />
          ))}
        </div>
      </details>
      <details>
        <summary>{t('concerned.tags')}</summary>
        <p className="soft">{t('concerned.tagsHint')}</p>
        <div className="form">
          {props.sections.map((section) => (
            <TextInput
              key={section.id}
              label={section.title || t('policies.beginning')}
              description={section.id}
              value={(props.tags[section.id ?? ''] ?? []).join(' ')}
              placeholder="product:vps region:DE"
              onChange={(event) =>
                props.onTags(without(props.tags, section.id ?? '', event.currentTarget.value.split(' ')))
              }
            />
          ))}
        </div>
      </details>
    </>
  );
}

/** Keeps what is being typed; an empty list is none. */
function without(lists: Lists, key: string, values: string[]): Lists {
  const { [key]: _, ...rest } = lists;
  return values.length === 1 && values[0] === '' ? rest : { ...rest, [key]: values };
}

/** What is sent: nothing that is empty. */
export function cleaned(lists: Lists): Lists {
  return Object.fromEntries(
    Object.entries(lists)
      .map(([key, values]) => [key, values.map((value) => value.trim()).filter((value) => value !== '')] as const)
      .filter(([, values]) => values.length > 0),
  );
}
