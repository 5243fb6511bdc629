import { useTranslation } from 'react-i18next';
import type { components } from '../api/subject';
import { useNames } from '../i18n/names';
import { Fact, Facts } from '../parts/Facts';
import { fullName } from '../parts/fullName';
import { Icon } from '../parts/Icon';
import { Items } from '../parts/Items';
import { Loaded } from '../parts/Loaded';
import { country, languageName } from '../parts/local';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { useDossier } from '../queries';
import { ContactPoints } from './ContactPoints';

type Dossier = components['schemas']['Dossier'];

/** Everything that is held about the customer: what, from where, what for and on what basis. */
export function MyData({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const dossier = useDossier(subjectId, 'rights-requests');
  return (
    <Page title={t('data.title')} lead={t('data.lead')}>
      <Loaded query={dossier} rows={4}>
        {(data) => (
          <>
            <Person dossier={data} />
            <ContactPoints subjectId={subjectId} points={data.contactPoints ?? []} />
            <Identifiers identifiers={data.identifiers ?? []} />
            <Items items={data.items ?? []} more={data.moreItems ?? false} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Person({ dossier }: { dossier: Dossier }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const accounts = dossier.accounts?.map((account) => {
    const roles = account.roles?.map((role) => named('role', role) ?? role).join(', ');
    return roles ? `${account.number} (${roles})` : account.number;
  });
  return (
    <Panel title={t('data.person')} aside={<span className="tag">{named('state', dossier.state)}</span>}>
      <Facts>
        <Fact name={t('data.name')}>{fullName(dossier.names)}</Fact>
        <Fact name={t('data.accounts')}>{accounts?.join(', ')}</Fact>
        <Fact name={t('data.residency')}>{country(dossier.residency ?? '', i18n.language)}</Fact>
        <Fact name={t('data.languages')}>
          {dossier.languages?.map((tag) => languageName(tag, i18n.language)).join(', ')}
        </Fact>
        <Fact name={t('data.timeZone')}>{dossier.timeZone?.replaceAll('_', ' ')}</Fact>
      </Facts>
      <p className="with-icon soft">
        <Icon name="lock" />
        <span>{t('data.locked')}</span>
      </p>
    </Panel>
  );
}

function Identifiers({ identifiers }: { identifiers: components['schemas']['IdentifierView'][] }) {
  const { t } = useTranslation();
  const named = useNames();
  if (identifiers.length === 0) {
    return null;
  }
  return (
    <Panel title={t('data.identifiers')}>
      <Facts>
        {identifiers.map((identifier) => (
          <Fact key={identifier.id} name={named('identifierKind', identifier.kind) ?? ''}>
            {identifier.value}
          </Fact>
        ))}
      </Facts>
      <p className="with-icon soft">
        <Icon name="lock" />
        <span>{t('data.identifiersLocked')}</span>
      </p>
    </Panel>
  );
}
