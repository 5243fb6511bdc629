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
  const late = forecast.verdict === 'late';
  return (
    <p className="with-icon warn" role={late ? 'alert' : undefined}>
      <Icon name={late ? 'warning' : 'clock'} />
      <span>
        {late
          ? t('outlook.late', {
              count: forecast.missing ?? 0,
              shown: count(forecast.missing ?? 0, i18n.language),
              date: moment(campaign.lastLawfulDay, i18n.language),
            })
          : t(`outlook.${(forecast.reason ?? 'no-rate') as 'paused' | 'counting' | 'no-rate'}`)}
      </span>
    </p>
  );
}
