import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { Act } from '../../parts/Act';
import { Loaded } from '../../parts/Loaded';
import { ProblemNote } from '../../parts/ProblemNote';
import { useVersion } from '../../queries';
import { Fields } from './Fields';
import { empty, type Text, written } from './texts';

type Policy = components['schemas']['PolicyView'];

/** Begins a version with the text that binds now: what is left alone stays as it is. */
export function NewVersion({ policies }: { policies: Policy[] }) {
  const { t } = useTranslation();
  const [document, setDocument] = useState(policies[0]?.document ?? '');
  const policy = policies.find((one) => one.document === document);
  const bound = useVersion(document, policy?.inForce);
  if (!policy) {
    return <p className="panel">{t('deskNotices.noPolicy')}</p>;
  }
  return (
    <>
      {policies.length > 1 && (
        <NativeSelect
          label={t('draft.document')}
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
          data={policies.map((one) => ({ value: one.document ?? '', label: one.title ?? '' }))}
          mb="md"
        />
      )}
      {policy.inForce ? (
        <Loaded query={bound} rows={1}>
          {(full) => <NewForm key={document} document={document} bound={written(full.texts)} />}
        </Loaded>
      ) : (
        <NewForm key={document} document={document} bound={[]} />
      )}
    </>
  );
}

function NewForm({ document, bound }: { document: string; bound: Text[] }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  const [texts, setTexts] = useState(() =>
    bound.length > 0 ? bound.map((text) => ({ ...text, summary: '' })) : [empty(i18n.language)],
  );
  const create = useMutation({
    mutationFn: () =>
      read(
        notification.POST('/api/notification/v1/policies/{document}/versions', {
          params: { path: { document } },
          body: { label: label.trim(), texts },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      void navigate(`/desk/notices/${document}/${label.trim()}`, { replace: true });
    },
  });
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label={t('draft.label')}
        description={t('draft.labelHint')}
        value={label}
        required
        maxLength={40}
        pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Fields texts={texts} bound={bound} onChange={setTexts} />
      {create.isError && <ProblemNote error={create.error} />}
      <div className="actions">
        <Act type="submit" busy={create.isPending}>
          {t('draft.save')}
        </Act>
      </div>
    </form>
  );
}
