import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DaysLeft } from '../parts/DaysLeft';
import { day } from '../parts/local';
import { usePolicies } from '../queries';

/** Says on other pages that a policy will change, for as long as it has not. Its place is kept while that is read. */
export function Countdown() {
  const { t, i18n } = useTranslation();
  const policies = usePolicies();
  if (policies.isPending) {
    return <div className="note waiting-note" aria-hidden="true" />;
  }
  const announced = policies.data?.policies
    ?.flatMap((policy) => policy.versions ?? [])
    .find((version) => version.state === 'announced');
  if (!announced?.effectiveAt) {
    return null;
  }
  return (
    <div className="note split">
      <div>
        <strong>
          {t('policies.changesOn', { date: day(announced.effectiveAt, i18n.language), version: announced.label })}
        </strong>
        <p>
          <DaysLeft until={announced.effectiveAt} brief />
        </p>
      </div>
      <Link to="/account/policy-changes">{t('policies.seeChanges')}</Link>
    </div>
  );
}
