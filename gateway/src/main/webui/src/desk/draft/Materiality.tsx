import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { Act } from '../../parts/Act';
import { languageName } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';

type Full = components['schemas']['FullVersion'];

/** Whether a draft's change is material. Calling it otherwise takes one person who says why and another who agrees. */
export function Materiality(props: { document: string; version: string; draft: Full; unsaved: boolean }) {
  const { document, version, draft, unsaved } = props;
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const languages = draft.version?.languages ?? [];
  const judged = draft.version?.notMaterial;
  const [reason, setReason] = useState<Record<string, string>>(judged?.reason ?? {});
  const path = { document, version };
  const header = { 'If-Match': draft.etag ?? '' };
  const done = { onSuccess: () => queries.invalidateQueries({ queryKey: ['version', document, version] }) };
  const propose = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/materiality', {
          params: { path, header },
          body: { reason },
        }),
      ),
    ...done,
  });
  const approve = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/materiality/approval', {
          params: { path, header },
        }),
      ),
    ...done,
  });
  const reject = useMutation({
    mutationFn: () =>
      read(
        notification.DELETE('/api/notification/v1/policies/{document}/versions/{version}/materiality', { params: { path } }),
      ),
    ...done,
  });
  const failed = [propose, approve, reject].find((one) => one.isError);
  return (
    <Panel
      title={t('materiality.title')}
      aside={<span className="tag">{t(draft.version?.material ? 'materiality.is' : 'materiality.not')}</span>}
    >
      <p className="soft">{t('materiality.lead')}</p>
      {judged ? (
        <>
          <p>{t(judged.approved ? 'materiality.approved' : 'materiality.proposed')}</p>
          {Object.entries(judged.reason ?? {}).map(([language, said]) => (
            <blockquote key={language} className="quoted" lang={language} dir="auto">
              {said}
            </blockquote>
          ))}
          <div className="actions">
            {!judged.approved && (
              <Act busy={approve.isPending} disabled={unsaved} onClick={() => approve.mutate()}>
                {t('materiality.approve')}
              </Act>
            )}
            <Button variant="default" onClick={() => reject.mutate()}>
              {t('materiality.reject')}
            </Button>
          </div>
        </>
      ) : (
        <details>
          <summary>{t('materiality.propose')}</summary>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              propose.mutate();
            }}
          >
            {languages.map((language) => (
              <Textarea
                key={language}
                label={t('materiality.reason', { language: languageName(language, i18n.language) })}
                value={reason[language] ?? ''}
                required
                maxLength={2_000}
                rows={2}
                dir="auto"
                onChange={(event) => setReason({ ...reason, [language]: event.currentTarget.value })}
              />
            ))}
            <div className="actions">
              <Act type="submit" variant="default" disabled={unsaved} busy={propose.isPending}>
                {t('materiality.propose')}
              </Act>
              {unsaved && <span className="soft">{t('materiality.saveFirst')}</span>}
            </div>
          </form>
        </details>
      )}
      {failed && <ProblemNote error={failed.error} />}
    </Panel>
  );
}
