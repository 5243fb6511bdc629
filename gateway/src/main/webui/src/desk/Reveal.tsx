import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../i18n/names';
import { Dialog } from '../parts/Dialog';

/** For what the desk looks at personal data; the service shows what the purpose covers. */
const PURPOSES = ['rights-requests', 'service-delivery', 'billing', 'fraud-detection', 'legal-compliance'];

/** Asks what for, before anything is shown. */
export function Reveal({ onReveal, onClose }: { onReveal: (purpose: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const named = useNames();
  const [purpose, setPurpose] = useState(PURPOSES[0] ?? '');
  return (
    <Dialog
      title={t('customers.revealTitle')}
      lead={t('customers.revealLead')}
      confirm={t('customers.revealNow')}
      onConfirm={() => onReveal(purpose)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('customers.revealFor')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        data={PURPOSES.map((one) => ({ value: one, label: named('purpose', one) ?? one }))}
      />
    </Dialog>
  );
}
