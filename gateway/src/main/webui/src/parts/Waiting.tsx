import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Holds a page's place while it loads, so that nothing jumps. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={32} width="40%" mb="md" />
      <Skeleton height={120} mb="md" />
      <Skeleton height={120} />
    </div>
  );
}
