import { useTranslation } from 'react-i18next';

/** Holds the place of what is being read, about as high as it will be, so that nothing jumps; `tall` fills the window. */
export function Waiting({ rows = 3, tall = false }: { rows?: number | undefined; tall?: boolean | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={tall ? 'waiting tall' : 'waiting'} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="panel" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
