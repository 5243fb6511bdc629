import { useTranslation } from 'react-i18next';
import { Name, useNames } from '../i18n/names';
import { Fact, Facts } from './Facts';
import { day, month } from './local';
import { Panel } from './Panel';

/** An item as it is read or, on the desk, as it is seen before it is revealed: then without its value. */
export interface Item {
  id?: string;
  category?: string;
  source?: string;
  purposes?: string[];
  legalBasis?: string;
  collectedAt?: string;
  value?: unknown;
}

/** Grouped by what they are held for, as people ask. */
export function Items({ items, more }: { items: Item[]; more: boolean }) {
  const { t } = useTranslation();
  const named = useNames();
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const purpose = item.purposes?.[0] ?? '';
    groups.set(purpose, [...(groups.get(purpose) ?? []), item]);
  }
  return (
    <>
      {items.length === 0 && <p className="panel soft">{t('data.noItems')}</p>}
      {[...groups].map(([purpose, group]) => (
        <Panel key={purpose} title={t('data.for', { purpose: named('purpose', purpose) ?? purpose })}>
          <ul className="rows">
            {group.map((item) => (
              <li key={item.id}>
                <OneItem item={item} />
              </li>
            ))}
          </ul>
        </Panel>
      ))}
      {more && <p className="soft">{t('data.moreItems')}</p>}
    </>
  );
}

function OneItem({ item }: { item: Item }) {
  const { t, i18n } = useTranslation();
  const further = item.purposes?.slice(1) ?? [];
  return (
    <>
      <h3>
        <Name of="category" slug={item.category} />
      </h3>
      {item.value === undefined ? <p className="soft">{t('customers.masked')}</p> : <Value value={item.value} />}
      <Facts>
        <Fact name={t('data.item.source')}>
          <Name of="source" slug={item.source} />
        </Fact>
        <Fact name={t('data.item.collected')}>{day(item.collectedAt, i18n.language)}</Fact>
        <Fact name={t('data.item.basis')}>
          <Name of="basis" slug={item.legalBasis} />
        </Fact>
        <Fact name={t('data.item.until')}>{t('data.noTerm')}</Fact>
        {further.length > 0 && (
          <Fact name={t('recipients.purpose')}>
            {further.map((purpose, index) => (
              <span key={purpose}>
                {index > 0 && ', '}
                <Name of="purpose" slug={purpose} />
              </span>
            ))}
          </Fact>
        )}
      </Facts>
    </>
  );
}

function Value({ value }: { value: unknown }) {
  const named = useNames();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return (
      <p>
        <Plain value={value} />
      </p>
    );
  }
  return (
    <p className="value">
      {Object.entries(value).map(([property, part]) => (
        <span key={property}>
          {named('property', property) ?? property}:{' '}
          <bdi>
            <Plain value={part} />
          </bdi>
        </span>
      ))}
    </p>
  );
}

/** A value's part as people write it: dates, months and yes or no in their language. */
function Plain({ value }: { value: unknown }) {
  const { t, i18n } = useTranslation();
  if (typeof value === 'boolean') {
    return value ? t('yes') : t('no');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).map(String).join(', ');
  }
  const text = String(value);
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    return month(text, i18n.language);
  }
  return /^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && !Number.isNaN(Date.parse(text)) ? day(text, i18n.language) : text;
}
