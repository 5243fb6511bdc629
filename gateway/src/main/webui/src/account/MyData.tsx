import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read, subject } from '../api';
import type { components } from '../api/subject';
import { day } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

type ContactPoint = components['schemas']['ContactPointView'];
type Item = components['schemas']['ItemView'];

/** Everything that is held about the customer: what, from where, what for and on what basis. */
export function MyData({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const dossier = useQuery({
    queryKey: ['dossier', subjectId],
    queryFn: () =>
      read(
        subject.GET('/api/subject/v1/subjects/{subjectId}', {
          params: { path: { subjectId }, query: { purpose: 'rights-requests' } },
        }),
      ),
  });
  return (
    <Page title={t('data.title')} lead={t('data.lead')}>
      {dossier.isPending && <Waiting />}
      {dossier.isError && <ProblemNote error={dossier.error} />}
      {dossier.data && (
        <>
          <section className="panel" aria-labelledby="person">
            <header>
              <h2 id="person">{t('data.person')}</h2>
              <span className="tag">{t(`state.${dossier.data.state}`)}</span>
            </header>
            <dl className="facts">
              <Fact name={t('data.name')} value={nameOf(dossier.data.names)} />
              <Fact
                name={t('data.accounts')}
                value={dossier.data.accounts?.map((account) => account.number).join(', ')}
              />
              <Fact name={t('data.residency')} value={dossier.data.residency} />
              <Fact name={t('data.languages')} value={dossier.data.languages?.join(', ')} />
              <Fact name={t('data.timeZone')} value={dossier.data.timeZone} />
            </dl>
          </section>
          <ContactPoints subjectId={subjectId} points={dossier.data.contactPoints ?? []} />
          <Identifiers identifiers={dossier.data.identifiers ?? []} />
          <Items items={dossier.data.items ?? []} />
        </>
      )}
    </Page>
  );
}

function nameOf(names: { given?: string; family?: string } | undefined) {
  return [names?.given, names?.family].filter(Boolean).join(' ');
}

function Fact({ name, value }: { name: string; value: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value || '–'}</bdi>
      </dd>
    </div>
  );
}

function ContactPoints({ subjectId, points }: { subjectId: string; points: ContactPoint[] }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="contact">
      <header>
        <h2 id="contact">{t('data.contact')}</h2>
      </header>
      <ul className="rows">
        {points.map((point) => (
          <ContactPointRow key={point.id} subjectId={subjectId} point={point} />
        ))}
      </ul>
    </section>
  );
}

function ContactPointRow({ subjectId, point }: { subjectId: string; point: ContactPoint }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<string | null>(null);
  const correct = useMutation({
    mutationFn: (value: string) =>
      read(
        subject.PUT('/api/subject/v1/subjects/{subjectId}/contact-points/{contactPointId}', {
          params: {
            path: { subjectId, contactPointId: point.id ?? '' },
            header: { 'If-Match': point.etag ?? '' },
          },
          body: { value } as never,
        }),
      ),
    onSuccess: () => {
      setDraft(null);
      return queries.invalidateQueries({ queryKey: ['dossier', subjectId] });
    },
  });
  const kind = t(`contactKind.${point.kind}`);
  const shown = point.value ?? Object.values(point.address ?? {}).filter(Boolean).join(', ');
  return (
    <li>
      <div className="split">
        <div>
          <strong>{kind}</strong>
          <p>
            <bdi>{shown}</bdi>
          </p>
          <p className="soft">
            {point.verifiedAt
              ? t('data.verified', { date: day(point.verifiedAt, i18n.language) })
              : t('data.unverified')}
          </p>
        </div>
        {point.value && draft === null && (
          <Button variant="default" onClick={() => setDraft(point.value ?? '')} aria-label={`${t('data.correct')}: ${kind}`}>
            {t('data.correct')}
          </Button>
        )}
      </div>
      {draft !== null && (
        <form
          className="search"
          onSubmit={(event) => {
            event.preventDefault();
            correct.mutate(draft);
          }}
        >
          <TextInput label={kind} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} data-autofocus />
          <span>
            <Button type="submit" loading={correct.isPending}>
              {t('save')}
            </Button>{' '}
            <Button variant="default" onClick={() => setDraft(null)}>
              {t('cancel')}
            </Button>
          </span>
        </form>
      )}
      {correct.isError && <ProblemNote error={correct.error} />}
    </li>
  );
}

function Identifiers({ identifiers }: { identifiers: components['schemas']['IdentifierView'][] }) {
  const { t } = useTranslation();
  if (identifiers.length === 0) {
    return null;
  }
  return (
    <section className="panel" aria-labelledby="identifiers">
      <header>
        <h2 id="identifiers">{t('data.identifiers')}</h2>
      </header>
      <dl className="facts">
        {identifiers.map((identifier) => (
          <Fact
            key={identifier.id}
            name={t(`identifierKind.${identifier.kind}`, { defaultValue: identifier.kind })}
            value={identifier.value}
          />
        ))}
      </dl>
    </section>
  );
}

/** Grouped by what they are held for, as people ask. */
function Items({ items }: { items: Item[] }) {
  const { t, i18n } = useTranslation();
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const purpose = item.purposes?.[0] ?? '';
    groups.set(purpose, [...(groups.get(purpose) ?? []), item]);
  }
  return [...groups].map(([purpose, group]) => (
    <section key={purpose} className="panel" aria-labelledby={`for-${purpose}`}>
      <header>
        <h2 id={`for-${purpose}`}>{t('data.for', { purpose: t(`purpose.${purpose}`, { defaultValue: purpose }) })}</h2>
      </header>
      <ul className="rows">
        {group.map((item) => (
          <li key={item.id}>
            <strong>{t(`category.${item.category}`, { defaultValue: item.category })}</strong>
            <p>
              <bdi>{valueOf(item.value)}</bdi>
            </p>
            <p className="soft">
              {t('data.provenance', {
                source: t(`source.${item.source}`, { defaultValue: item.source }),
                date: day(item.collectedAt, i18n.language),
                basis: t(`basis.${item.legalBasis}`, { defaultValue: item.legalBasis }),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function valueOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.values(value)
        .map((part) => valueOf(part))
        .join(' · ')
    : String(value);
}
