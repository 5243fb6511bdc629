import { useTranslation } from 'react-i18next';
import type { components } from '../api/disclosure';
import { Name, useNames } from '../i18n/names';
import { Fact, Facts } from './Facts';
import { moment } from './local';

type Disclosure = components['schemas']['Disclosure'];

/** A company with everything it asked for, newest first. */
export type Recipient = components['schemas']['Recipient'] & { disclosures: Disclosure[] };

/** The account by company, in the order of each one's newest question. */
export function byRecipient(disclosures: Disclosure[]): Recipient[] {
  const recipients = new Map<string, Recipient>();
  for (const one of disclosures) {
    const key = one.processor?.name ?? '';
    const known = recipients.get(key) ?? { ...one.processor, disclosures: [] };
    known.disclosures.push(one);
    recipients.set(key, known);
  }
  return [...recipients.values()];
}

/** What one company asked for: what it got, or why it got nothing. */
export function Disclosures({ disclosures }: { disclosures: Disclosure[] }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  return (
    <ul className="rows">
      {disclosures.map((one) => (
        <li key={one.id}>
          <div className="split">
            <strong>
              <Name of="purpose" slug={one.purpose} />
            </strong>
            <span className={one.outcome === 'released' ? 'tag' : 'tag warn'}>{named('outcome', one.outcome)}</span>
          </div>
          <Facts>
            <Fact name={t('recipients.when')}>{moment(one.at, i18n.language)}</Fact>
            <Fact name={t('recipients.fields')}>
              {one.fields?.map((field, index) => (
                <span key={field}>
                  {index > 0 && ', '}
                  <Field name={field} />
                </span>
              ))}
            </Fact>
            {one.outcome === 'released' && one.transferMechanism && (
              <Fact name={t('recipients.mechanism')}>{named('mechanism', one.transferMechanism)}</Fact>
            )}
            {one.outcome === 'refused' && (
              <Fact name={t('recipients.why')}>{named('gate', one.rule)}</Fact>
            )}
          </Facts>
          {one.evidence && (
            <details className="evidence">
              <summary>{t('recipients.evidence')}</summary>
              <code dir="ltr">{one.evidence}</code>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A field that can be given: one of the record's own, or all items of a category. */
function Field({ name }: { name: string }) {
  const own = useNames()('field', name);
  return own ?? <Name of="category" slug={name.replace(/^items\./, '')} />;
}
