import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { notification, read } from '../../api';
import type { components } from '../../api/notification';
import { Loaded } from '../../parts/Loaded';
import { day } from '../../parts/local';
import { Page } from '../../parts/Page';
import { Said } from '../../parts/Said';
import { usePolicies } from '../../queries';
import { CampaignPanel } from './CampaignPanel';
import type { Campaign } from './liveCampaign';
import { Versions } from './Versions';

/** What somebody may do here; the services hold them to it. */
export interface May {
  decide: boolean;
  askGuard: boolean;
  search: boolean;
}

/** Policies and the campaigns that tell of them: the 30-day gate and how far the mailing is, live. */
export function Notices({ may }: { may: May }) {
  const { t, i18n } = useTranslation();
  const { announced } = (useLocation().state ?? {}) as { announced?: { version: string; effectiveAt: string } };
  const policies = usePolicies();
  const campaigns = useQuery({
    queryKey: ['campaigns'],
    queryFn: () => read(notification.GET('/api/notification/v1/campaigns')),
  });
  return (
    <Page
      title={t('deskNotices.title')}
      lead={t('deskNotices.lead')}
      action={
        may.decide && (
          <Button component={Link} to="/desk/notices/new">
            {t('deskNotices.new')}
          </Button>
        )
      }
    >
      <Said>
        {announced &&
          t('draft.announced', { version: announced.version, date: day(announced.effectiveAt, i18n.language) })}
      </Said>
      {/* Both or none: what came second would push the first away. */}
      <Loaded query={campaigns} tall>
        {(told) => (
          <Loaded query={policies} tall>
            {(written) => <Lists campaigns={told.campaigns ?? []} policies={written.policies ?? []} may={may} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Lists(props: { campaigns: Campaign[]; policies: components['schemas']['PolicyView'][]; may: May }) {
  const { t } = useTranslation();
  const { campaigns, policies, may } = props;
  return (
    <>
      {campaigns.length === 0 && <p className="panel soft">{t('deskNotices.none')}</p>}
      {campaigns.map((campaign) => (
        <CampaignPanel
          key={campaign.id}
          first={campaign}
          policy={policies.find((one) => one.document === campaign.document)}
          may={may}
        />
      ))}
      {policies.length === 0 && <p className="panel soft">{t('deskNotices.noPolicy')}</p>}
      {policies.map((policy) => (
        <Versions key={policy.document} policy={policy} mayEdit={may.decide} maySearch={may.search} />
      ))}
    </>
  );
}
