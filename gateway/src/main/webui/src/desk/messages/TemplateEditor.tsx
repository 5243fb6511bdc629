import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { Act } from '../../parts/Act';
import { languageName } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';
import { contentOf } from './Templates';

type Template = components['schemas']['TemplateView'];
type Text = components['schemas']['NewTemplateText'];

/** A draft being rewritten, shown with sample values as it would be sent. */
export function TemplateEditor({ draft }: { draft: Template }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [content, setContent] = useState(() => contentOf(draft));
  const [at, setAt] = useState(0);
  const text = content.texts[at] as Text;
  const path = { name: draft.name ?? '', version: draft.version ?? 0 };
  const change = (part: Partial<Text>) =>
    setContent({ ...content, texts: content.texts.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const refresh = () => queries.invalidateQueries({ queryKey: ['templates'] });
  const save = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/templates/{name}/versions/{version}', {
          params: { path, header: { 'If-Match': draft.etag ?? '' } },
          body: content,
        }),
      ),
    onSuccess: refresh,
  });
  const activate = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/templates/{name}/versions/{version}/activation', { params: { path } }),
      ),
    onSuccess: async () => {
      await refresh();
      navigate('/desk/templates');
    },
  });
  const preview = useMutation({
    mutationFn: () =>
      read(
        notification.POST('/api/notification/v1/template-previews', {
          body: { template: content, language: text.language, fields: samples(content.fields) },
        }),
      ),
  });
  const isChanged = JSON.stringify(content) !== JSON.stringify(contentOf(draft));
  return (
    <>
      <Panel title={t('templates.text')} aside={isChanged && <span className="tag warn">{t('draft.unsaved')}</span>}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <NativeSelect
            label={t('language')}
            value={String(at)}
            onChange={(event) => setAt(Number(event.currentTarget.value))}
            data={content.texts.map((one, i) => ({ value: String(i), label: languageName(one.language, i18n.language) }))}
          />
          <p className="soft small">
            {t('templates.slots')} <code>{['greeting', ...content.fields.map((one) => one.name)].map((one) => `{${one}}`).join(' ')}</code>
          </p>
          <TextInput
            label={t('templates.subject')}
            value={text.subject}
            required
            maxLength={200}
            dir="auto"
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('templates.body')}
            value={text.body}
            required
            autosize
            minRows={8}
            maxLength={20_000}
            dir="auto"
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
          <Textarea
            label={t('templates.sms')}
            value={text.sms ?? ''}
            autosize
            maxLength={1_000}
            dir="auto"
            onChange={(event) => change({ sms: event.currentTarget.value || undefined })}
          />
          {[save, activate, preview].map((one, i) => one.isError && <ProblemNote key={i} error={one.error} />)}
          <div className="actions">
            <Act type="submit" disabled={!isChanged} busy={save.isPending}>
              {t('draft.save')}
            </Act>
            <Act variant="default" busy={preview.isPending} onClick={() => preview.mutate()}>
              {t('templates.preview')}
            </Act>
            <Act variant="default" disabled={isChanged} busy={activate.isPending} onClick={() => activate.mutate()}>
              {t('templates.activate')}
            </Act>
            <Said>{save.isSuccess && !isChanged && t('draft.saved')}</Said>
          </div>
        </form>
      </Panel>
      {preview.data && (
        <Panel title={preview.data.subject}>
          <pre className="quoted" lang={preview.data.language} dir="auto">
            {preview.data.plain}
          </pre>
          {preview.data.sms && (
            <blockquote className="quoted" lang={preview.data.language} dir="auto">
              {preview.data.sms}
            </blockquote>
          )}
        </Panel>
      )}
    </>
  );
}

/** A value for each field, as a sender would send it. */
function samples(fields: components['schemas']['NewField'][]): Record<string, unknown> {
  const sample = {
    number: 3,
    date: '2026-12-24',
    reference: 'R-2026-17',
    word: 'sample',
    words: ['sample', 'another'],
    link: '/account/data',
    text: 'Lorem ipsum\ndolor sit amet.',
    code: 'ABC-123',
  };
  return Object.fromEntries(fields.map((field) => [field.name, sample[field.type]]));
}
