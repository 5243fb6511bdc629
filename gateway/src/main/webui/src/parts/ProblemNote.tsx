import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api';

/** Says what a service refused, in its words. */
export function ProblemNote({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <div className="problem" role="alert">
      <strong>{problem?.title ?? t('problem.unknown')}</strong>
      {problem?.detail && <p>{problem.detail}</p>}
      {problem?.violations?.map((violation) => (
        <p key={violation.field}>
          {violation.field}: {violation.message}
        </p>
      ))}
    </div>
  );
}
