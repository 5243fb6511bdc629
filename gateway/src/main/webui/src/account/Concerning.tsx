import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import { useTranslation } from 'react-i18next';
import { notification, read } from '../api';
import type { components } from '../api/notification';
import { useNames } from '../i18n/names';
import { Loaded } from '../parts/Loaded';
import { country } from '../parts/local';
import { Waiting } from '../parts/Waiting';

const Difference = lazy(() => import('../parts/Difference'));

/** What of a change concerns one person, and why; the rest stays behind a button. */
export function Concerning(props: { subjectId: string; document: string; version: string }) {
  const { subjectId, document, version } = props;
  const { t, i18n } = useTranslation();
  const changes = useQuery({
    queryKey: ['concerning', subjectId, document, version, i18n.language],
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/subjects/{subjectId}/policies/{document}/versions/{version}/changes', {
          params: { path: { subjectId, document, version }, query: { lang: i18n.language } },
        }),
      ),
  });
  return (
    <Loaded query={changes} rows={2}>
      {(concern) => {
        const sections = concern.sections ?? [];
        return (
          <>
            <h3>{t('policies.summary')}</h3>
            <p lang={concern.language} dir="auto">
              {concern.summary}
            </p>
            <h3>{t('policies.forMe')}</h3>
            {sections.length === 0 && <p className="soft">{t('policies.nothingForMe')}</p>}
            {sections.map((section) => (
              <OneSection key={section.id} section={section} language={concern.language ?? 'en'} />
            ))}
            {(concern.changed ?? 0) > sections.length && (
              <p className="soft">{t('policies.notForMe', { count: (concern.changed ?? 0) - sections.length })}</p>
            )}
            {concern.from && <All document={document} from={concern.from} to={version} />}
          </>
        );
      }}
    </Loaded>
  );
}

function OneSection({ section, language }: { section: components['schemas']['ConcernedSection']; language: string }) {
  const { t } = useTranslation();
  const why = useWhy();
  return (
    <section className="concerning">
      <h4 lang={language} dir="auto">
        {section.title || t('policies.beginning')}
      </h4>
      <p className="soft">
        {section.everybody
          ? t('policies.forEverybody')
          : t('policies.because', { why: (section.why ?? []).map(why).join(', ') })}
      </p>
      <Suspense fallback={<Waiting rows={1} />}>
        <Difference
          blocks={section.blocks?.filter((block) => block.kind !== 'heading' || block.change !== 'kept') ?? []}
          language={language}
          of={section.title || t('policies.beginning')}
        />
      </Suspense>
    </section>
  );
}

/** A tag in words. What has a name of its own keeps it. */
function useWhy() {
  const { i18n } = useTranslation();
  const named = useNames();
  return (tag: string) => {
    const [kind = '', value = ''] = [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)];
    const shown =
      kind === 'country' || kind === 'region' ? country(value, i18n.language) : kind === 'processor' ? '' : value;
    return `${named('tagKind', kind) ?? kind} ${shown}`.trim();
  };
}

/** Every change, when it is asked for. */
function All(props: { document: string; from: string; to: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="actions">
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'policies.hideDiff' : 'policies.showDiff')}
        </Button>
      </div>
      {open && <Whole {...props} />}
    </>
  );
}

function Whole({ document, from, to }: { document: string; from: string; to: string }) {
  const { i18n } = useTranslation();
  const differences = useQuery({
    queryKey: ['differences', document, from, to, i18n.language],
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/policies/{document}/versions/{version}/differences', {
          params: { path: { document, version: to }, query: { from, lang: i18n.language } },
        }),
      ),
  });
  return (
    <Loaded query={differences} rows={1}>
      {(compared) => (
        <Suspense fallback={<Waiting rows={1} />}>
          <Difference blocks={compared.blocks ?? []} language={compared.language ?? 'en'} />
        </Suspense>
      )}
    </Loaded>
  );
}
