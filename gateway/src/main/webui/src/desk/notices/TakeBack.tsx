import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { Dialog } from '../../parts/Dialog';
import { languageName } from '../../parts/local';
import { ProblemNote } from '../../parts/ProblemNote';

type Version = components['schemas']['VersionView'];

/** Withdraws or postpones what was announced, and says why in every language in which it was. */
export function TakeBack({ version }: { version: Version }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'withdraw' | 'postpone'>();
  return (
    <div className="actions">
      <Button variant="default" onClick={() => setAsking('postpone')} aria-label={`${t('takeBack.postpone')}: ${version.label}`}>
        {t('takeBack.postpone')}
      </Button>
      <Button variant="default" onClick={() => setAsking('withdraw')} aria-label={`${t('takeBack.withdraw')}: ${version.label}`}>
        {t('takeBack.withdraw')}
      </Button>
      {asking && <Asking version={version} what={asking} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

function Asking(props: { version: Version; what: 'withdraw' | 'postpone'; onClose: () => void }) {
  const { version, what, onClose } = props;
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const languages = version.languages ?? [];
  const [reason, setReason] = useState<Record<string, string>>({});
  const [date, setDate] = useState(() => dayAfter(version.effectiveAt));
  const path = { document: version.document ?? '', version: version.label ?? '' };
  const correct = useMutation({
    mutationFn: () =>
      what === 'withdraw'
        ? read(
            notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/withdrawal', {
              params: { path },
              body: { reason },
            }),
          )
        : read(
            notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/postponement', {
              params: { path },
              body: { reason, notBefore: `${date}T00:00:00Z` },
            }),
          ),
    onSuccess: async () => {
      await Promise.all([['policies'], ['campaigns']].map((queryKey) => queries.invalidateQueries({ queryKey })));
      onClose();
    },
  });
  return (
    <Dialog
      title={t(what === 'withdraw' ? 'takeBack.withdrawTitle' : 'takeBack.postponeTitle', { version: version.label })}
      lead={t(what === 'withdraw' ? 'takeBack.withdrawLead' : 'takeBack.postponeLead')}
      confirm={t(what === 'withdraw' ? 'takeBack.withdraw' : 'takeBack.postpone')}
      busy={correct.isPending}
      onConfirm={() => correct.mutate()}
      onClose={onClose}
    >
      <div className="form">
        {what === 'postpone' && (
          <TextInput
            type="date"
            label={t('takeBack.notBefore')}
            value={date}
            min={dayAfter(version.effectiveAt)}
            required
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        )}
        {languages.map((language) => (
          <Textarea
            key={language}
            label={t('takeBack.reason', { language: languageName(language, i18n.language) })}
            value={reason[language] ?? ''}
            required
            maxLength={2_000}
            rows={2}
            dir="auto"
            onChange={(event) => setReason({ ...reason, [language]: event.currentTarget.value })}
          />
        ))}
        {correct.isError && <ProblemNote error={correct.error} />}
      </div>
    </Dialog>
  );
}

function dayAfter(instant: string | undefined): string {
  return new Date(Date.parse(instant ?? new Date().toISOString()) + 86_400_000).toISOString().slice(0, 10);
}
