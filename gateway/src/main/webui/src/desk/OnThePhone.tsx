import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../i18n/names';
import { Loaded } from '../parts/Loaded';
import { Panel } from '../parts/Panel';
import { ProblemNote } from '../parts/ProblemNote';
import { Said } from '../parts/Said';
import { usePurposes, useStanding } from '../queries';
import { CONTACT, isChoice, useChoices, type Via } from '../topics/choices';
import { TopicTable } from '../topics/TopicTable';

const WAYS: Via[] = ['phone', 'chat', 'ticket', 'email'];
const EVIDENCE = /^[A-Za-z0-9#/_.-]{1,64}$/;

/** Preferences changed for somebody on the phone or in a ticket: never without its evidence. */
export function OnThePhone({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const named = useNames();
  const [via, setVia] = useState<Via>('phone');
  const [evidence, setEvidence] = useState('');
  const purposes = usePurposes();
  const standing = useStanding(subjectId);
  const choices = useChoices(subjectId, { via, evidence: evidence.trim() });
  const hasEvidence = EVIDENCE.test(evidence.trim());
  const topics = (purposes.data?.purposes ?? []).filter(
    (purpose) => isChoice(purpose) && purpose.channels?.some((channel) => CONTACT.includes(channel)),
  );
  return (
    <Panel title={t('customers.preferences')}>
      <p className="soft">{t('customers.preferencesLead')}</p>
      <div className="fields">
        <NativeSelect
          label={t('customers.via')}
          value={via}
          onChange={(event) => setVia(event.currentTarget.value as Via)}
          data={WAYS.map((way) => ({ value: way, label: named('via', way) ?? way }))}
        />
        <TextInput
          label={t('customers.evidence')}
          description={t('customers.evidenceHint')}
          value={evidence}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
      </div>
      {!hasEvidence && <p className="soft after">{t('customers.evidenceFirst')}</p>}
      {choices.isError && <ProblemNote error={choices.error} />}
      <Loaded query={standing} rows={1} tall>
        {(present) => (
          <TopicTable
            topics={topics}
            standing={present.standing ?? []}
            disabled={!hasEvidence}
            onChoose={(wish) => choices.mutate([wish])}
          />
        )}
      </Loaded>
      <Said>{choices.isSuccess && t('communication.saved')}</Said>
    </Panel>
  );
}
