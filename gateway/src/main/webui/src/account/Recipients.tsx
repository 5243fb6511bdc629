import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { disclosure, read } from '../api';
import { moment } from '../parts/dates';
import { Page } from '../parts/Page';
import { ProblemNote } from '../parts/ProblemNote';
import { Waiting } from '../parts/Waiting';

/** Who asked for the customer's data, what they got, under what, and why some got nothing. */
export function Recipients({ subjectId }: { subjectId: string }) {
  const { t, i18n } = useTranslation();
  const account = useQuery({
    queryKey: ['disclosures', subjectId],
    queryFn: () =>
      read(disclosure.GET('/api/disclosure/v1/subjects/{subjectId}/disclosures', { params: { path: { subjectId } } })),
  });
  const country = new Intl.DisplayNames(i18n.language, { type: 'region' });
  return (
    <Page title={t('recipients.title')} lead={t('recipients.lead')}>
      {account.isPending && <Waiting />}
      {account.isError && <ProblemNote error={account.error} />}
      {account.data?.disclosures?.length === 0 && <p className="panel">{t('recipients.none')}</p>}
      {account.data?.disclosures?.map((one) => (
        <section key={one.id} className="panel" aria-label={one.processor?.name ?? t('recipients.unknown')}>
          <div className="split">
            <h2>{one.processor?.name ?? t('recipients.unknown')}</h2>
            <span className={one.outcome === 'released' ? 'tag' : 'tag warn'}>{t(`outcome.${one.outcome}`)}</span>
          </div>
          <dl className="facts">
            <div>
              <dt>{t('recipients.when')}</dt>
              <dd>{moment(one.at, i18n.language)}</dd>
            </div>
            <div>
              <dt>{t('recipients.purpose')}</dt>
              <dd>{t(`purpose.${one.purpose}`, { defaultValue: one.purpose })}</dd>
            </div>
            <div>
              <dt>{t('recipients.fields')}</dt>
              <dd>{one.fields?.join(', ')}</dd>
            </div>
            {one.processor?.country && (
              <div>
                <dt>{t('recipients.country')}</dt>
                <dd>
                  {country.of(one.processor.country)}
                  {one.transferMechanism && ` (${t(`mechanism.${one.transferMechanism}`, { defaultValue: one.transferMechanism })})`}
                </dd>
              </div>
            )}
            {one.outcome === 'refused' && (
              <div>
                <dt>{t('recipients.why')}</dt>
                <dd>
                  {t(`gate.${one.rule}`)}
                  <br />
                  <span className="soft">{one.evidence}</span>
                </dd>
              </div>
            )}
          </dl>
          {one.processor?.policyUrl && (
            <a href={one.processor.policyUrl} rel="noreferrer noopener">
              {t('recipients.policy')}
            </a>
          )}
        </section>
      ))}
    </Page>
  );
}
