import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';
import { day, daysUntil } from './local';

/** From here on a date is near. */
const SOON = 7;

/**
 * A date with the days that are left, in words and by an icon, never by colour alone.
 *
 * `brief` leaves out the date where the text before it has said it.
 */
export function DaysLeft({ until, brief = false }: { until: string; brief?: boolean }) {
  const { t, i18n } = useTranslation();
  const days = daysUntil(until);
  const left =
    days === 0 ? t('days.today') : days > 0 ? t('days.left', { count: days }) : t('days.past', { count: -days });
  return (
    <span className={days <= SOON ? 'with-icon warn' : 'with-icon'}>
      <Icon name={days <= SOON ? 'warning' : 'clock'} />
      <span>
        {!brief && <time dateTime={until}>{day(until, i18n.language)}</time>}
        {!brief && ' · '}
        <strong>{left}</strong>
      </span>
    </span>
  );
}
