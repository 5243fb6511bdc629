import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/subject';
import { useNames } from '../i18n/names';
import { Fact, Facts } from '../parts/Facts';
import { fullName } from '../parts/fullName';
import { Items } from '../parts/Items';
import { Loaded } from '../parts/Loaded';
import { country } from '../parts/local';
import { Panel } from '../parts/Panel';
import { useDossier } from '../queries';

type MaskedDossier = components['schemas']['MaskedDossier'];

/** That there is something and of which kind; not what. */
export function Masked({ one }: { one: MaskedDossier }) {
  const { t } = useTranslation();
  const named = useNames();
  return (
    <Person title={t('customers.held')} one={one} name={one.maskedName}>
      {one.contactPoints?.map((point) => (
        <Fact key={point.id} name={named('contactKind', point.kind) ?? ''}>
          {point.masked}
        </Fact>
      ))}
      {one.identifiers?.map((identifier) => (
        <Fact key={identifier.id} name={named('identifierKind', identifier.kind) ?? ''}>
          {identifier.masked}
        </Fact>
      ))}
    </Person>
  );
}

/** What the purpose covers, read and recorded; forgotten by this page when it is hidden again. */
export function Revealed({ subjectId, purpose }: { subjectId: string; purpose: string }) {
  const { t } = useTranslation();
  const named = useNames();
  const queries = useQueryClient();
  const dossier = useDossier(subjectId, purpose);
  useEffect(() => () => queries.removeQueries({ queryKey: ['dossier', subjectId] }), [queries, subjectId]);
  return (
    <Loaded query={dossier} rows={2}>
      {(one) => (
        <>
          <Person title={t('customers.held')} one={one} name={fullName(one.names)}>
            {one.contactPoints?.map((point) => (
              <Fact key={point.id} name={named('contactKind', point.kind) ?? ''}>
                {point.value ?? Object.values(point.address ?? {}).filter(Boolean).join(', ')}
              </Fact>
            ))}
            {one.identifiers?.map((identifier) => (
              <Fact key={identifier.id} name={named('identifierKind', identifier.kind) ?? ''}>
                {identifier.value}
              </Fact>
            ))}
          </Person>
          <Items items={one.items ?? []} more={one.moreItems ?? false} />
        </>
      )}
    </Loaded>
  );
}

function Person(props: {
  title: string;
  one: Pick<MaskedDossier, 'state' | 'accounts' | 'residency'>;
  name: string | undefined;
  children: React.ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const { one } = props;
  return (
    <Panel title={props.title} aside={<span className="tag">{named('state', one.state)}</span>}>
      <Facts>
        <Fact name={t('data.name')}>{props.name}</Fact>
        {props.children}
        <Fact name={t('data.accounts')}>{one.accounts?.map((account) => account.number).join(', ')}</Fact>
        <Fact name={t('data.residency')}>{country(one.residency ?? '', i18n.language)}</Fact>
      </Facts>
    </Panel>
  );
}
