import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api';
import { useNames } from '../i18n/names';
import { Icon } from './Icon';
import { moment } from './local';

/** Says what was refused and why, in the language of the page where we know the refusal. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="problem" role="alert">
      <strong className="with-icon">
        <Icon name="warning" />
        {t('problem.heading')}
      </strong>
      <Reason error={error} />
      {retry && (
        <Button variant="default" mt="sm" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

function Reason({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation();
  const known = useNames();
  if (!(error instanceof ProblemError)) {
    return <p>{t(error instanceof TypeError ? 'problem.unreachable' : 'problem.unknown')}</p>;
  }
  const { problem } = error;
  const slug = problem.type.replace('urn:habeas:problem:', '');
  const earliest = problem['earliestLawfulDate'];
  if (typeof earliest === 'string' && i18n.exists(`problem.${slug}`)) {
    return <p>{t(`problem.${slug}` as 'problem.announced-too-late', { date: moment(earliest, i18n.language) })}</p>;
  }
  const ours = problem.status >= 502 ? t('problem.unreachable') : known('problem', slug);
  return (
    <>
      {ours ? <p>{ours}</p> : <p lang="en">{[problem.title, problem.detail].filter(Boolean).join('. ')}</p>}
      {problem.violations?.map((violation) => (
        <p key={violation.field} lang="en">
          {violation.field}: {violation.message}
        </p>
      ))}
    </>
  );
}
