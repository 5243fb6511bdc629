import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consent, disclosure, read, subject } from '../api';
import type { components } from '../api/subject';
import { moment } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

type Hit = components['schemas']['Hit'];
type By = components['schemas']['By'];
const KINDS: By[] = ['email', 'phone', 'account'];

/** Finds a person by any identifier and shows one page of everything; reveals only when asked to. */
export function Customers() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<By>('email');
  const [value, setValue] = useState('');
  const [chosen, setChosen] = useState<Hit | null>(null);
  const search = useMutation({
    mutationFn: () =>
      read(
        subject.POST('/api/subject/v1/subjects/search', {
          body: { kind, value: value.trim(), purpose: 'rights-requests' },
        }),
      ),
    onSuccess: () => setChosen(null),
  });
  const hits = search.data?.subjects ?? [];
  return (
    <Page title={t('customers.title')} lead={t('customers.lead')}>
      <section className="panel" aria-label={t('customers.search')}>
        <form
          className="search"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            search.mutate();
          }}
        >
          <NativeSelect
            label={t('customers.by')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as By)}
            data={KINDS.map((one) => ({ value: one, label: t(`searchKind.${one}`) }))}
          />
          <TextInput
            label={t('customers.value')}
            value={value}
            required
            maxLength={254}
            autoComplete="off"
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" loading={search.isPending}>
            {t('customers.search')}
          </Button>
        </form>
      </section>
      {search.isError && <ProblemNote error={search.error} />}
      <div role="status">
        {search.isSuccess && <p className="soft">{t('customers.found', { count: hits.length })}</p>}
      </div>
      {hits.length > 0 && (
        <ul className="rows panel">
          {hits.map((hit) => (
            <li key={hit.id}>
              <div className="split">
                <div>
                  <strong>
                    <bdi>{hit.maskedName}</bdi>
                  </strong>{' '}
                  <span className="tag">{t(`state.${hit.state}`)}</span>
                  <p className="soft">
                    {hit.maskedContact} · {hit.accounts?.map(String).join(', ')}
                  </p>
                </div>
                <Button variant="default" onClick={() => setChosen(hit)} aria-label={`${t('customers.open')}: ${hit.maskedName}`}>
                  {t('customers.open')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {chosen?.id && <Customer key={chosen.id} subjectId={chosen.id} />}
    </Page>
  );
}

function Customer({ subjectId }: { subjectId: string }) {
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
  if (dossier.isPending) {
    return <Waiting />;
  }
  if (dossier.isError) {
    return <ProblemNote error={dossier.error} />;
  }
  const one = dossier.data;
  return (
    <>
      <section className="panel" aria-labelledby="customer">
        <header>
          <h2 id="customer">
            <bdi>{[one.names?.given, one.names?.family].filter(Boolean).join(' ')}</bdi>
          </h2>
          <span className="tag">{t(`state.${one.state}`)}</span>
        </header>
        <p className="soft">{t('customers.recorded')}</p>
        <dl className="facts">
          {one.contactPoints?.map((point) => (
            <div key={point.id}>
              <dt>{t(`contactKind.${point.kind}`)}</dt>
              <dd>
                <bdi>{point.value ?? Object.values(point.address ?? {}).filter(Boolean).join(', ')}</bdi>
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('data.accounts')}</dt>
            <dd>{one.accounts?.map((account) => account.number).join(', ')}</dd>
          </div>
          <div>
            <dt>{t('data.residency')}</dt>
            <dd>{one.residency}</dd>
          </div>
        </dl>
      </section>
      <OnThePhone subjectId={subjectId} />
      <Given subjectId={subjectId} />
    </>
  );
}

/** Preferences changed for somebody on the phone or in a ticket: never without its evidence. */
function OnThePhone({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [evidence, setEvidence] = useState('');
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
    mutationFn: (wish: { purpose: string; on: boolean }) =>
      read(
        consent.PUT('/api/consent/v1/subjects/{subjectId}/preferences/{purpose}/{channel}', {
          params: { path: { subjectId, purpose: wish.purpose, channel: 'email' } },
          body: { choice: wish.on ? 'granted' : 'denied', via: 'phone', evidence: evidence.trim() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const choices = (purposes.data?.purposes ?? []).filter(
    (purpose) =>
      purpose.channels?.includes('email') &&
      (purpose.legalBasis === 'consent' || purpose.legalBasis === 'legitimate-interest'),
  );
  return (
    <section className="panel" aria-labelledby="phone">
      <header>
        <h2 id="phone">{t('customers.preferences')}</h2>
      </header>
      <TextInput
        label={t('customers.evidence')}
        description={t('customers.evidenceHint')}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
        mb="md"
      />
      {choose.isError && <ProblemNote error={choose.error} />}
      <ul className="rows">
        {choices.map((purpose) => {
          const on = present.data?.standing?.some(
            (one) => one.purpose === purpose.name && one.channel === 'email' && one.on,
          );
          const title = purpose.title?.[i18n.language] ?? purpose.title?.['en'] ?? purpose.name;
          return (
            <li key={purpose.name}>
              <Switch
                label={title}
                checked={on ?? false}
                disabled={evidence.trim() === ''}
                onChange={(event) => choose.mutate({ purpose: purpose.name ?? '', on: event.currentTarget.checked })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Given({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const account = useQuery({
    queryKey: ['disclosures', subjectId],
    queryFn: () =>
      read(disclosure.GET('/api/disclosure/v1/subjects/{subjectId}/disclosures', { params: { path: { subjectId } } })),
  });
  return (
    <section className="panel" aria-labelledby="given">
      <header>
        <h2 id="given">{t('recipients.title')}</h2>
      </header>
      {account.isError && <ProblemNote error={account.error} />}
      {account.data?.disclosures?.length === 0 && <p className="soft">{t('recipients.none')}</p>}
      <ul className="rows">
        {account.data?.disclosures?.map((one) => (
          <li key={one.id}>
            <div className="split">
              <span>
                <strong>{one.processor?.name}</strong> · {one.purpose} · {one.fields?.join(', ')}
              </span>
              <span className="soft">
                {t(`outcome.${one.outcome}`)}
                {one.outcome === 'refused' && `: ${t(`gate.${one.rule}`)}`} · {moment(one.at, i18n.language)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
