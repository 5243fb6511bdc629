import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { notification, read } from '../../api';
import { useNames } from '../../i18n/names';
import { Act } from '../../parts/Act';
import { Loaded } from '../../parts/Loaded';
import { count } from '../../parts/local';
import type { Campaign } from './liveCampaign';

/** By what people are told, what came back, and whom no channel reaches. */
export function Reached({ campaign, mayOpen }: { campaign: Campaign; mayOpen: boolean }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const figure = (n: number | undefined) => count(n ?? 0, i18n.language);
  const channels = Object.entries(campaign.byChannel ?? {});
  return (
    <>
      {channels.length > 1 && (
        <ul className="numbers">
          {channels.map(([channel, states]) => (
            <li key={channel}>
              {named('channel', channel)} <strong>{figure(states['accepted'])}</strong>
            </li>
          ))}
        </ul>
      )}
      {((campaign.lateBounces ?? 0) > 0 || (campaign.complaints ?? 0) > 0) && (
        <p className="soft small">
          {t('reached.cameBack', { bounces: figure(campaign.lateBounces), complaints: figure(campaign.complaints) })}
        </p>
      )}
      {(campaign.covered ?? 0) > 0 && <Covered campaign={campaign} mayOpen={mayOpen} />}
    </>
  );
}

function Covered({ campaign, mayOpen }: { campaign: Campaign; mayOpen: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('reached.covered', { count: campaign.covered ?? 0 })}</summary>
      {open && <Names campaignId={campaign.id ?? ''} mayOpen={mayOpen} />}
    </details>
  );
}

function Names({ campaignId, mayOpen }: { campaignId: string; mayOpen: boolean }) {
  const { t } = useTranslation();
  const named = useNames();
  const pages = useInfiniteQuery({
    queryKey: ['covered', campaignId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        notification.GET('/api/notification/v1/campaigns/{campaignId}/covered', {
          params: { path: { campaignId }, query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Loaded query={pages} rows={1}>
      {(data) => (
        <>
          <ul className="breakable">
            {data.pages
              .flatMap((page) => page.covered ?? [])
              .map((one) => (
                <li key={one.subjectId}>
                  {mayOpen ? <Link to={`/desk/customers/${one.subjectId}`}>{one.subjectId}</Link> : one.subjectId}{' '}
                  <span className="soft small">
                    {named('delivery', one.state)}
                    {one.reason && ` · ${one.reason}`}
                  </span>
                </li>
              ))}
          </ul>
          {pages.hasNextPage && (
            <Act variant="default" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('reached.more')}
            </Act>
          )}
        </>
      )}
    </Loaded>
  );
}
