import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../i18n/names';
import { Icon } from '../parts/Icon';
import { day } from '../parts/local';
import { Panel } from '../parts/Panel';
import { Said } from '../parts/Said';
import { type ContactPoint, written } from './contact';
import { Correction } from './Correction';

/** How the customer is reached, corrected where it stands. */
export function ContactPoints({ subjectId, points }: { subjectId: string; points: ContactPoint[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('data.contact')}>
      <ul className="rows">
        {points.map((point) => (
          <ContactPointRow key={point.id} subjectId={subjectId} point={point} />
        ))}
      </ul>
    </Panel>
  );
}

function ContactPointRow({ subjectId, point }: { subjectId: string; point: ContactPoint }) {
  const { t, i18n } = useTranslation();
  const kind = useNames()('contactKind', point.kind) ?? '';
  const [editing, setEditing] = useState(false);
  const [corrected, setCorrected] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) {
      button.current?.focus(); // back to where it began
    }
    wasEditing.current = editing;
  }, [editing]);
  const end = (done: boolean) => {
    setEditing(false);
    setCorrected(done);
  };
  return (
    <li>
      <div className="split">
        <div>
          <strong>{kind}</strong>
          {!editing && (
            <p className="breakable">
              <bdi>{written(point)}</bdi>
            </p>
          )}
          <p className={point.verifiedAt ? 'with-icon good' : 'soft'}>
            {point.verifiedAt && <Icon name="done" />}
            {point.verifiedAt
              ? t('data.verified', { date: day(point.verifiedAt, i18n.language) })
              : t('data.unverified')}
          </p>
        </div>
        {!editing && (
          <Button ref={button} variant="default" aria-label={`${t('data.correct')}: ${kind}`} onClick={() => setEditing(true)}>
            {t('data.correct')}
          </Button>
        )}
      </div>
      {editing && <Correction subjectId={subjectId} point={point} kind={kind} onEnd={end} />}
      <Said>{corrected && t('data.corrected')}</Said>
    </li>
  );
}
