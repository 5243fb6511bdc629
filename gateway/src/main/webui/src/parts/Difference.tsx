import { useTranslation } from 'react-i18next';
import type { components } from '../api/notification';

export type Block = components['schemas']['BlockDifference'];

/**
 * Two texts as the service compared them: what came is underlined, what went is struck through, both are named, and
 * what stands elsewhere now says so.
 *
 * `of` names the section, where a page shows several.
 */
export default function Difference(props: { blocks: Block[]; language: string; of?: string }) {
  const { blocks, language, of } = props;
  const { t } = useTranslation();
  if (blocks.every((block) => block.change === 'kept')) {
    return <p className="soft">{t('policies.noDifference')}</p>;
  }
  return (
    <div
      className="diff"
      role="region"
      aria-label={of ? `${t('policies.diffLabel')}: ${of}` : t('policies.diffLabel')}
      tabIndex={0}
      lang={language}
      dir="auto"
    >
      {blocks.map((block, index) => (
        <div key={index} className={block.kind === 'heading' ? 'diff-heading' : undefined}>
          {block.moved && (
            <em className="soft small" lang={document.documentElement.lang}>
              {t('policies.moved')}{' '}
            </em>
          )}
          <Spans block={block} />
        </div>
      ))}
    </div>
  );
}

/** A heading is shown as one, so neither its marks nor its name are read out. */
function shown(block: Block) {
  const spans = block.spans ?? [];
  return block.kind === 'heading'
    ? spans.map((span, index) => ({
        ...span,
        text: (span.text ?? '').replace(index === 0 ? /^ {0,3}#{1,6}[ \t]*/ : /^$/, '').replace(/\s*\{#[a-z0-9-]+\}\s*$/, '\n'),
      }))
    : spans;
}

function Spans({ block }: { block: Block }) {
  const { t } = useTranslation();
  return shown(block).map((span, index) =>
    span.change === 'added' ? (
      <ins key={index}>
        <Change>{t('policies.added')}</Change>
        {span.text}
      </ins>
    ) : span.change === 'removed' ? (
      <del key={index}>
        <Change>{t('policies.removed')}</Change>
        {span.text}
      </del>
    ) : (
      <span key={index}>{span.text}</span>
    ),
  );
}

/** Said to those who hear the page; in its own language, whatever the text's is. */
function Change({ children }: { children: string }) {
  return (
    <span className="unseen" lang={document.documentElement.lang}>
      {children}:{' '}
    </span>
  );
}
