import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, read, subject } from '../api';
import type { components } from '../api/subject';
import { Act } from '../parts/Act';
import { ProblemNote } from '../parts/ProblemNote';
import { type ContactPoint, written } from './contact';

type Draft = Pick<components['schemas']['CorrectionBody'], 'value' | 'address'>;

const ADDRESS = ['street', 'extra', 'postalCode', 'city', 'region', 'country'] as const;
const NEEDED = ['street', 'city', 'country'];

/** A contact point being corrected. What somebody else writes meanwhile is shown, and nothing typed is lost. */
export function Correction(props: {
  subjectId: string;
  point: ContactPoint;
  kind: string;
  onEnd: (corrected: boolean) => void;
}) {
  const { subjectId, point, kind, onEnd } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(point.address ? { address: point.address } : { value: point.value ?? '' });
  const [known] = useState(point.etag);
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => fields.current?.querySelector('input')?.focus(), []);
  const dossiers = { queryKey: ['dossier', subjectId] };
  const correct = useMutation({
    mutationFn: (etag: string) =>
      read(
        subject.PUT('/api/subject/v1/subjects/{subjectId}/contact-points/{contactPointId}', {
          params: { path: { subjectId, contactPointId: point.id ?? '' }, header: { 'If-Match': etag } },
          body: draft as never,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries(dossiers);
      onEnd(true);
    },
    onError: (error) => (isLost(error) ? queries.invalidateQueries(dossiers) : undefined),
  });
  return (
    <form
      className="form"
      ref={fields}
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate(known ?? '');
      }}
    >
      {draft.address ? (
        <AddressFields address={draft.address} onChange={(address) => setDraft({ address })} />
      ) : (
        <TextInput
          label={kind}
          type={point.kind === 'email' ? 'email' : 'tel'}
          value={draft.value ?? ''}
          required
          maxLength={254}
          onChange={(event) => setDraft({ value: event.currentTarget.value })}
        />
      )}
      {isLost(correct.error) ? (
        <div className="problem" role="alert">
          <p>
            {t('data.conflict')}{' '}
            <strong className="breakable">
              <bdi>{written(point)}</bdi>
            </strong>
          </p>
          <div className="actions">
            <Act busy={correct.isPending} onClick={() => correct.mutate(point.etag ?? '')}>
              {t('data.keepMine')}
            </Act>
            <Button variant="default" onClick={() => onEnd(false)}>
              {t('data.takeTheirs')}
            </Button>
          </div>
        </div>
      ) : (
        <>
          {correct.isError && <ProblemNote error={correct.error} />}
          <div className="actions">
            <Act type="submit" busy={correct.isPending}>
              {t('save')}
            </Act>
            <Button variant="default" onClick={() => onEnd(false)}>
              {t('cancel')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function AddressFields(props: {
  address: components['schemas']['AddressBody'];
  onChange: (address: components['schemas']['AddressBody']) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="fields">
      {ADDRESS.map((part) => (
        <TextInput
          key={part}
          label={t(`data.${part}`)}
          value={props.address[part] ?? ''}
          required={NEEDED.includes(part)}
          maxLength={part === 'country' ? 2 : 200}
          onChange={(event) => props.onChange({ ...props.address, [part]: event.currentTarget.value || undefined })}
        />
      ))}
    </div>
  );
}

function isLost(error: unknown) {
  return error instanceof ProblemError && error.problem.status === 412;
}
