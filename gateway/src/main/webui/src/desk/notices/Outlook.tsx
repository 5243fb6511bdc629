import { useTranslation } from 'react-i18next';
import { Icon } from '../../parts/Icon';
import { count, moment } from '../../parts/local';
import type { Campaign } from './liveCampaign';

/** Whether everybody will be told while it is still lawful; an alarm, if not. */
export function Outlook({ campaign }: { campaign: Campaign }) {
  const { t, i18n } = useTranslation();
  const forecast = campaign.forecast;
  if (!forecast || forecast.verdict === 'done') {
    return null;
  }
  if (forecast.verdict === 'on-time') {
    return (
      <p className="with-icon good">
        <Icon name="done" />
        {t('outlook.onTime')}
      </p>
    );
  }
  const missing = forecast.missing ?? 0;
  const late = forecast.verdict === 'late' && missing > 0;
  return (
    <p className="with-icon warn" role={late ? 'alert' : undefined}>
      <Icon name={late ? 'warning' : 'clock'} />
      <span>
        {late
          ? t('outlook.late', {
              count: missing,
              shown: count(missing, i18n.language),
              date: moment(campaign.lastLawfulDay, i18n.language),
            })
          : t(`outlook.${(forecast.reason ?? 'no-rate') as 'paused' | 'counting' | 'no-rate'}`)}
      </span>
    </p>
  );
}
