import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import Difference from '../../parts/Difference';
import { Loaded } from '../../parts/Loaded';
import type { Text } from './texts';

const VIEWS = ['write', 'preview', 'changes'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Chooses between writing and the two ways to look at what was written. */
export function Views({ view, onChange }: { view: ViewName; onChange: (view: ViewName) => void }) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="views">
      <legend className="unseen">{t('draft.view')}</legend>
      {VIEWS.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={view === one} onChange={() => onChange(one)} />
          <span>{t(`draft.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A text as its readers will see it, or what it changes. */
export function View(props: { view: 'preview' | 'changes'; text: Text; bound: Text | undefined }) {
  const { t } = useTranslation();
  if (props.view === 'preview') {
    return <Preview text={props.text} />;
  }
  return props.bound ? (
    <Changes before={props.bound.markdown} text={props.text} />
  ) : (
    <p className="soft">{t('draft.nothing')}</p>
  );
}

/** What the text changes, saved or not, as the service compares versions. */
function Changes({ before, text }: { before: string; text: Text }) {
  const compared = useQuery({
    queryKey: ['comparison', before, text.markdown],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: () =>
      read(notification.POST('/api/notification/v1/policy-comparisons', { body: { before, after: text.markdown } })),
  });
  return (
    <Loaded query={compared} rows={1}>
      {(difference) => <Difference blocks={difference.blocks ?? []} language={text.language} />}
    </Loaded>
  );
}

/** What the policy page would show. The service renders it and lets nothing through that could run. */
function Preview({ text }: { text: Text }) {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['preview', text.markdown],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: () => read(notification.POST('/api/notification/v1/policy-previews', { body: { markdown: text.markdown } })),
  });
  return (
    <Loaded query={preview} rows={1}>
      {(shown) => (
        <article className="preview" aria-label={t('draft.preview')} lang={text.language} dir="auto">
          <h3>{text.title}</h3>
          <div dangerouslySetInnerHTML={{ __html: shown.html ?? '' }} />
        </article>
      )}
    </Loaded>
  );
}
