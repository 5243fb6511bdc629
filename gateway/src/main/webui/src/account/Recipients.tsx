import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../i18n/names';
import { byRecipient, Disclosures, type Recipient } from '../parts/Disclosures';
import { Loaded } from '../parts/Loaded';
import { country } from '../parts/local';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { ProblemNote } from '../parts/ProblemNote';
import { Said } from '../parts/Said';
import { useDisclosures, usePurposes, useStanding } from '../queries';
import { isChoice, isOn, useChoices } from '../topics/choices';

/** Who asked for the customer's data, what they got, under what, why some got nothing; and how to stop it. */
export function Recipients({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const account = useDisclosures(subjectId);
  return (
    <Page title={t('recipients.title')} lead={t('recipients.lead')}>
      <Loaded query={account} rows={2}>
        {(data) =>
          data.disclosures?.length === 0 ? (
            <p className="panel">{t('recipients.none')}</p>
          ) : (
            byRecipient(data.disclosures ?? []).map((recipient) => (
              <OneRecipient key={recipient.name ?? ''} subjectId={subjectId} recipient={recipient} />
            ))
          )
        }
      </Loaded>
    </Page>
  );
}

function OneRecipient({ subjectId, recipient }: { subjectId: string; recipient: Recipient }) {
  const { t, i18n } = useTranslation();
  const named = useNames();
  const received = new Set(recipient.disclosures.filter((one) => one.outcome === 'released').map((one) => one.purpose));
  return (
    <Panel
      title={recipient.name ?? t('recipients.unknown')}
      aside={recipient.category && <span className="tag">{named('partner', recipient.category)}</span>}
    >
      {recipient.country && (
        <p className="soft">{t('recipients.location', { country: country(recipient.country, i18n.language) })}</p>
      )}
      {recipient.policyUrl && (
        <p>
          <a href={recipient.policyUrl} rel="noreferrer noopener">
            {t('recipients.policy')}
          </a>
        </p>
      )}
      <Disclosures disclosures={recipient.disclosures} />
      {[...received].map((purpose) => (
        <Sharing key={purpose} subjectId={subjectId} purpose={purpose ?? ''} />
      ))}
    </Panel>
  );
}

/** Stops the sharing for a purpose where that is a choice, and takes it up again with as many clicks. */
function Sharing({ subjectId, purpose }: { subjectId: string; purpose: string }) {
  const { t } = useTranslation();
  const named = useNames();
  const topic = usePurposes().data?.purposes?.find((one) => one.name === purpose);
  const standing = useStanding(subjectId).data?.standing;
  const choices = useChoices(subjectId, { via: 'client-area' });
  if (!standing || !isChoice(topic) || !topic?.channels?.includes('sharing')) {
    return null;
  }
  const on = isOn(standing, purpose, 'sharing');
  const name = named('purpose', purpose) ?? purpose;
  return (
    <div className="actions">
      {choices.isError && <ProblemNote error={choices.error} />}
      <Button
        variant="default"
        onClick={() => choices.mutate([{ purpose, channel: 'sharing', choice: on ? 'denied' : 'granted' }])}
      >
        {t(on ? 'recipients.stop' : 'recipients.share', { purpose: name })}
      </Button>
      <Said>{choices.isSuccess && !on && t('recipients.stopped', { purpose: name })}</Said>
    </div>
  );
}
