import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { components } from '../../api/notification';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePolicies, useVersion } from '../../queries';
import { Announce } from './Announce';
import { Editor } from './Editor';
import { Materiality } from './Materiality';
import { NewVersion } from './NewVersion';

type Full = components['schemas']['FullVersion'];

/** A version being written: a new one, or a draft that is there. */
export function Draft() {
  const { t } = useTranslation();
  const { document, version } = useParams();
  const policies = usePolicies();
  return (
    <Page title={version ? t('draft.title', { version }) : t('draft.newTitle')} lead={t('draft.lead')}>
      <p className="back">
        <Link to="/desk/notices">{t('deskNotices.title')}</Link>
      </p>
      <Loaded query={policies} rows={2}>
        {(data) =>
          document && version ? (
            <Existing
              document={document}
              version={version}
              inForce={data.policies?.find((policy) => policy.document === document)?.inForce}
            />
          ) : (
            <NewVersion policies={data.policies ?? []} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Existing(props: { document: string; version: string; inForce: string | undefined }) {
  const { t } = useTranslation();
  const [unsaved, setUnsaved] = useState(false);
  const draft = useVersion(props.document, props.version);
  const bound = useVersion(props.document, props.inForce);
  return (
    <Loaded query={draft} rows={2}>
      {(full: Full) =>
        full.version?.state === 'draft' ? (
          <>
            <Editor
              key={`${props.document}/${props.version}`}
              document={props.document}
              version={props.version}
              draft={full}
              bound={bound.data?.texts ?? []}
              onUnsaved={setUnsaved}
            />
            <Materiality
              key={full.etag}
              document={props.document}
              version={props.version}
              draft={full}
              unsaved={unsaved}
            />
            <Announce
              document={props.document}
              version={props.version}
              earliest={full.earliestEffectiveAt ?? ''}
              unsaved={unsaved}
            />
          </>
        ) : (
          <p className="panel">{t('draft.frozen')}</p>
        )
      }
    </Loaded>
  );
}
