import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notification, read } from '../../api';
import { ProblemNote } from '../../parts/ProblemNote';
import { Said } from '../../parts/Said';

/** How fast a mailing may be; it may be changed while it runs. */
export function Pace({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const params = { path: { campaignId } };
  const rate = useQuery({
    queryKey: ['rate', campaignId],
    queryFn: () => read(notification.GET('/api/notification/v1/campaigns/{campaignId}/rate', { params })),
  });
  const change = useMutation({
    mutationFn: (perSecond: number | undefined) =>
      read(
        notification.PUT('/api/notification/v1/campaigns/{campaignId}/rate', {
          params,
          body: perSecond === undefined ? {} : { perSecond },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(['rate', campaignId], changed);
      setTyped(undefined);
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const value = typed?.trim() ?? '';
    change.mutate(value === '' ? undefined : Number(value));
  };
  return (
    <form className="actions" onSubmit={save}>
      {change.isError && <ProblemNote error={change.error} />}
      <TextInput
        label={t('deskNotices.limit')}
        description={t('deskNotices.noLimit')}
        inputMode="numeric"
        pattern="[0-9]*"
        value={typed ?? String(rate.data?.perSecond ?? '')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={typed === undefined}>
        {t('deskNotices.setLimit')}
      </Button>
      <Said>{change.isSuccess && t('deskNotices.limited')}</Said>
    </form>
  );
}
