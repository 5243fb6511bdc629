import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../i18n/names';
import { Dialog } from '../../parts/Dialog';
import { clockIn, instantIn, knownZone } from '../../parts/local';
import { ProblemNote } from '../../parts/ProblemNote';

const DAY = 86_400_000;

/** When a telephone may ring, by the clock of whoever it belongs to; the service holds it too. */
const FROM = '08:00';
const UNTIL = '21:00';

/** Asks when somebody wants to be called again, by their own clock: it is what they name. */
export function CallBack(props: {
  timeZone: string | null | undefined;
  busy: boolean;
  error: unknown;
  onChoose: (at: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const named = useNames();
  const zone = knownZone(props.timeZone);
  const [now] = useState(() => Date.now());
  const [at, setAt] = useState(() => `${clockIn(zone, now + DAY).slice(0, 10)}T10:00`);
  const time = at.slice(11, 16);
  const rings = time >= FROM && time < UNTIL;
  return (
    <Dialog
      title={t('calls.backTitle')}
      lead={t('calls.backLead')}
      confirm={named('callOutcome', 'call-back') ?? ''}
      busy={props.busy}
      onConfirm={() => rings && props.onChoose(new Date(instantIn(zone, at)).toISOString())}
      onClose={props.onClose}
    >
      <div className="form">
        <TextInput
          type="datetime-local"
          label={t('calls.backAt')}
          description={t('calls.backHint', { zone })}
          value={at}
          min={clockIn(zone, now)}
          max={clockIn(zone, now + 14 * DAY)}
          required
          error={at !== '' && !rings && t('calls.backHours')}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        {props.error != null && <ProblemNote error={props.error} />}
      </div>
    </Dialog>
  );
}
