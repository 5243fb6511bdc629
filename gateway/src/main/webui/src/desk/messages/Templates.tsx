import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { ProblemNote } from '../../parts/ProblemNote';
import { TemplateEditor } from './TemplateEditor';

type Template = components['schemas']['TemplateView'];

const PATH = '/api/notification/v1/templates';

/** What single messages say: the version that is sent by, and the one that is being written. */
export function Templates({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation();
  const all = useTemplates();
  return (
    <Page title={t('templates.title')} lead={t('templates.lead')}>
      <Loaded query={all} rows={6}>
        {(templates) => (
          <ul className="rows panel">
            {templates
              .filter((one) => one.state !== 'superseded')
              .map((one) => <Row key={`${one.name}-${one.version}`} template={one} all={templates} mayWrite={mayWrite} />)}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}

/** One draft, with what it will look like. */
export function TemplateDraft() {
  const { t } = useTranslation();
  const { name = '', version = '' } = useParams();
  const named = useNames();
  return (
    <Page title={named('template', name) ?? name} lead={t('templates.draftLead')}>
      <Loaded query={useTemplates()} rows={6}>
        {(templates) => {
          const draft = templates.find((one) => one.name === name && one.version === Number(version));
          return draft?.state === 'draft' ? (
            <TemplateEditor key={draft.name} draft={draft} />
          ) : (
            <p className="panel">{t('templates.noDraft')}</p>
          );
        }}
      </Loaded>
    </Page>
  );
}

function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: async () => (await read(notification.GET(PATH))).templates ?? [],
  });
}

function Row({ template, all, mayWrite }: { template: Template; all: Template[]; mayWrite: boolean }) {
  const { t } = useTranslation();
  const named = useNames();
  const queries = useQueryClient();
  const hasDraft = all.some((one) => one.name === template.name && one.state === 'draft');
  const draft = useMutation({
    mutationFn: () =>
      read(
        notification.POST('/api/notification/v1/templates/{name}/versions', {
          params: { path: { name: template.name ?? '' } },
          body: contentOf(template),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['templates'] }),
  });
  return (
    <li>
      <div className="split">
        <span>
          <strong>{named('template', template.name) ?? template.name}</strong>
          <br />
          <span className="soft small">
            {t('templates.version', { version: template.version })} · {named('purpose', template.purpose) ?? template.purpose}
          </span>
        </span>
        {template.state === 'draft' ? (
          <Link to={`/desk/templates/${template.name}/${template.version}`}>{t('templates.edit')}</Link>
        ) : (
          mayWrite && !hasDraft && (
            <Act variant="default" busy={draft.isPending} onClick={() => draft.mutate()}>
              {t('templates.newVersion')}
            </Act>
          )
        )}
      </div>
      {draft.isError && <ProblemNote error={draft.error} />}
    </li>
  );
}

/** What is written of a template, as it is sent to be kept. */
export function contentOf(template: Template): components['schemas']['NewTemplate'] {
  return {
    purpose: template.purpose ?? '',
    fields: (template.fields ?? []).map((one) => ({
      name: one.name ?? '',
      type: one.type ?? 'reference',
      required: one.required ?? false,
    })),
    texts: (template.texts ?? []).map((one) => ({
      language: one.language ?? '',
      subject: one.subject ?? '',
      body: one.body ?? '',
      sms: one.sms ?? undefined,
      words: one.words ?? {},
    })),
  };
}
