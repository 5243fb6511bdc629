import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, ProblemError, read } from '../../api';
import type { components } from '../../api/notification';
import { Act } from '../../parts/Act';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';
import { cleaned, Concerned, type Lists } from './Concerned';
import { Fields } from './Fields';
import { areSame, written } from './texts';

type Full = components['schemas']['FullVersion'];

/** A draft being rewritten. What somebody else saves meanwhile is not overwritten, and nothing typed is lost. */
export function Editor(props: {
  document: string;
  version: string;
  draft: Full;
  bound: components['schemas']['TextView'][];
  onUnsaved: (unsaved: boolean) => void;
}) {
  const { document, version, draft, onUnsaved } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const queryKey = ['version', document, version];
  const [base, setBase] = useState(draft);
  const [texts, setTexts] = useState(() => written(draft.texts));
  const [tags, setTags] = useState<Lists>(() => draft.version?.sections ?? {});
  const [changes, setChanges] = useState<Lists>(() => draft.version?.changes ?? {});
  const isChanged =
    !areSame(texts, written(base.texts)) ||
    !isSameList(tags, base.version?.sections ?? {}) ||
    !isSameList(changes, base.version?.changes ?? {});
  useEffect(() => onUnsaved(isChanged), [isChanged, onUnsaved]);
  const save = useMutation({
    mutationFn: async (etag: string) => {
      await read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}', {
          params: { path: { document, version }, header: { 'If-Match': etag } },
          body: { texts, sections: cleaned(tags), changes: cleaned(changes) },
        }),
      );
      await queries.invalidateQueries({ queryKey });
      return queries.getQueryData<Full>(queryKey);
    },
    onSuccess: (saved) => setBase(saved ?? base),
    onError: (error) => (isLost(error) ? queries.invalidateQueries({ queryKey }) : undefined),
  });
  const takeTheirs = () => {
    setBase(draft);
    setTexts(written(draft.texts));
    setTags(draft.version?.sections ?? {});
    setChanges(draft.version?.changes ?? {});
    save.reset();
  };
  return (
    <Panel title={version} aside={isChanged && <span className="tag warn">{t('draft.unsaved')}</span>}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(base.etag ?? '');
        }}
      >
        <Fields texts={texts} bound={written(props.bound)} onChange={setTexts} />
        <Concerned
          sections={base.texts?.[0]?.sections ?? []}
          tags={tags}
          changes={changes}
          onTags={setTags}
          onChanges={setChanges}
        />
        {isLost(save.error) ? (
          <div className="problem" role="alert">
            <p>{t('draft.conflict')}</p>
            <div className="actions">
              <Button variant="default" onClick={takeTheirs}>
                {t('draft.theirs')}
              </Button>
              <Act variant="default" busy={save.isPending} onClick={() => save.mutate(draft.etag ?? '')}>
                {t('draft.mine')}
              </Act>
            </div>
          </div>
        ) : (
          save.isError && <ProblemNote error={save.error} />
        )}
        <div className="actions">
          <Act type="submit" disabled={!isChanged} busy={save.isPending}>
            {t('draft.save')}
          </Act>
          <Said>{save.isSuccess && !isChanged && t('draft.saved')}</Said>
        </div>
      </form>
    </Panel>
  );
}

function isSameList(one: Lists, other: Lists) {
  const sorted = (lists: Lists) => Object.entries(cleaned(lists)).map(([key, values]) => `${key}=${values.toSorted()}`).toSorted();
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function isLost(error: unknown) {
  return error instanceof ProblemError && error.problem.status === 412;
}
