import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { notification, read } from '../../api';
import { Loaded } from '../../parts/Loaded';
import { day } from '../../parts/local';
import { Page } from '../../parts/Page';
import { Said } from '../../parts/Said';
import { usePolicies } from '../../queries';
import { CampaignPanel } from './CampaignPanel';
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
      <Loaded query={campaigns} rows={1}>
        {(data) =>
          data.campaigns?.length === 0 ? (
            <p className="panel soft">{t('deskNotices.none')}</p>
          ) : (
            data.campaigns?.map((campaign) => (
              <CampaignPanel
                key={campaign.id}
                first={campaign}
                policy={policies.data?.policies?.find((one) => one.document === campaign.document)}
                may={may}
              />
            ))
          )
        }
      </Loaded>
      <Loaded query={policies} rows={1}>
        {(data) =>
          data.policies?.length === 0 ? (
            <p className="panel soft">{t('deskNotices.noPolicy')}</p>
          ) : (
            data.policies?.map((policy) => <Versions key={policy.document} policy={policy} mayEdit={may.decide} />)
          )
        }
      </Loaded>
    </Page>
  );
}
