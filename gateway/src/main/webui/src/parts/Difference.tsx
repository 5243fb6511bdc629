import { diffWords } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Two texts word by word: what came is underlined, what went is struck through, both are named. */
export default function Difference({ before, after, language }: { before: string; after: string; language: string }) {
  const { t } = useTranslation();
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  if (parts.every((part) => !part.added && !part.removed)) {
    return <p className="soft">{t('policies.noDifference')}</p>;
  }
  return (
    <div className="diff" role="region" aria-label={t('policies.diffLabel')} tabIndex={0} lang={language} dir="auto">
      {parts.map((part, index) =>
        part.added ? (
          <ins key={index} aria-label={t('policies.added')}>
            {part.value}
          </ins>
        ) : part.removed ? (
          <del key={index} aria-label={t('policies.removed')}>
            {part.value}
          </del>
        ) : (
          <span key={index}>{part.value}</span>
        ),
      )}
    </div>
  );
}
