import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { read, subject } from '../api';
import type { components } from '../api/subject';
import { useNames } from '../i18n/names';
import { Act } from '../parts/Act';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';

type By = components['schemas']['By'];
const KINDS: By[] = ['email', 'phone', 'account'];

/** Finds a person by any identifier; the hits are masked. */
export function Customers() {
  const { t } = useTranslation();
  const named = useNames();
  const [kind, setKind] = useState<By>('email');
  const [value, setValue] = useState('');
  const search = useMutation({
    mutationFn: () =>
      read(
        subject.POST('/api/subject/v1/subjects/search', {
          body: { kind, value: value.trim(), purpose: 'rights-requests' },
        }),
      ),
  });
  const hits = search.data?.subjects ?? [];
  return (
    <Page title={t('customers.title')} lead={t('customers.lead')}>
      <form
        className="search panel"
        role="search"
        aria-label={t('customers.search')}
        onSubmit={(event) => {
          event.preventDefault();
          search.mutate();
        }}
      >
        <NativeSelect
          label={t('customers.by')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as By)}
          data={KINDS.map((one) => ({ value: one, label: named('searchKind', one) ?? one }))}
        />
        <TextInput
          label={t('customers.value')}
          value={value}
          required
          maxLength={254}
          autoComplete="off"
          dir="auto"
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Act type="submit" busy={search.isPending}>
          {t('customers.search')}
        </Act>
      </form>
      {search.isError && <ProblemNote error={search.error} retry={() => search.mutate()} />}
      <div role="status">
        {search.isSuccess && (
          <p className="soft">{hits.length > 0 ? t('customers.found', { count: hits.length }) : t('customers.nobody')}</p>
        )}
      </div>
      {hits.length > 0 && (
        <ul className="rows panel">
          {hits.map((hit) => (
            <li key={hit.id} className="split">
              <div>
                <strong>
                  <bdi>{hit.maskedName}</bdi>
                </strong>{' '}
                <span className="tag">{named('state', hit.state)}</span>
                <p className="soft breakable">
                  <bdi>{hit.maskedContact}</bdi> · <bdi>{hit.accounts?.join(', ')}</bdi>
                </p>
              </div>
              <Button
                component={Link}
                to={`/desk/customers/${hit.id}`}
                variant="default"
                aria-label={`${t('customers.open')}: ${hit.maskedName}, ${hit.accounts?.join(', ')}`}
              >
                {t('customers.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
