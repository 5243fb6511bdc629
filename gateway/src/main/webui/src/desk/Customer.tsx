import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { read, subject } from '../api';
import { useNames } from '../i18n/names';
import { Disclosures, byRecipient } from '../parts/Disclosures';
import { Items } from '../parts/Items';
import { Loaded } from '../parts/Loaded';
import { NoticesOf } from '../parts/NoticesOf';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { Said } from '../parts/Said';
import { useDisclosures } from '../queries';
import { OnThePhone } from './OnThePhone';
import { Masked, Revealed } from './Person';
import { Reveal } from './Reveal';

/** One page of everything about a person: masked until somebody says what they need it for. */
export function Customer() {
  const { t } = useTranslation();
  const named = useNames();
  const { subjectId = '' } = useParams();
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState<string | null>(null);
  const masked = useMasked(subjectId);
  return (
    <Page
      title={t('customers.one')}
      heading={<bdi>{masked.data?.maskedName ?? t('customers.one')}</bdi>}
      lead={t('customers.oneLead')}
      action={
        purpose === null ? (
          <Button onClick={() => setAsking(true)} disabled={!masked.data}>
            {t('customers.reveal')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setPurpose(null)}>
            {t('customers.hide')}
          </Button>
        )
      }
    >
      <p className="back">
        <Link to="/desk/customers">{t('customers.back')}</Link>
      </p>
      <Said>{purpose && t('customers.revealed', { purpose: named('purpose', purpose) ?? purpose })}</Said>
      {asking && (
        <Reveal
          onClose={() => setAsking(false)}
          onReveal={(chosen) => {
            setPurpose(chosen);
            setAsking(false);
          }}
        />
      )}
      {purpose === null ? (
        <Loaded query={masked} rows={2}>
          {(one) => (
            <>
              <Masked one={one} />
              <Items items={one.items ?? []} more={one.moreItems ?? false} />
            </>
          )}
        </Loaded>
      ) : (
        <Revealed subjectId={subjectId} purpose={purpose} />
      )}
      <OnThePhone subjectId={subjectId} />
      <Given subjectId={subjectId} />
      <NoticesOf
        subjectId={subjectId}
        title={t('sent.notices')}
        none={t('sent.none')}
        nameOf={(document) => document ?? ''}
      />
    </Page>
  );
}

function useMasked(subjectId: string) {
  return useQuery({
    queryKey: ['masked', subjectId],
    staleTime: 300_000,
    queryFn: () =>
      read(
        subject.GET('/api/subject/v1/subjects/{subjectId}/masked', {
          params: { path: { subjectId }, query: { purpose: 'rights-requests' } },
        }),
      ),
  });
}

function Given({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const account = useDisclosures(subjectId);
  return (
    <Panel title={t('customers.given')}>
      <Loaded query={account} rows={1}>
        {(data) =>
          data.disclosures?.length === 0 ? (
            <p className="soft">{t('customers.noneGiven')}</p>
          ) : (
            byRecipient(data.disclosures ?? []).map((recipient) => (
              <div key={recipient.name ?? ''}>
                <h3>{recipient.name ?? t('recipients.unknown')}</h3>
                <Disclosures disclosures={recipient.disclosures} />
              </div>
            ))
          )
        }
      </Loaded>
    </Panel>
  );
}
