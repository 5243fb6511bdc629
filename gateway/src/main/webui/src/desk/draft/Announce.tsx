import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notification, read } from '../../api';
import { Dialog } from '../../parts/Dialog';
import { day, moment } from '../../parts/local';
import { Panel } from '../../parts/Panel';
import { ProblemNote } from '../../parts/ProblemNote';

const DAY = 86_400_000;

/** Announces a draft for a date, as it is saved. Whether the date is late enough is the service's to say. */
export function Announce(props: { document: string; version: string; earliest: string; unsaved: boolean }) {
  const { document, version, earliest, unsaved } = props;
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [date, setDate] = useState(() => firstDay(earliest));
  const [narrowing, setNarrowing] = useState('');
  const [asking, setAsking] = useState(false);
  const effectiveAt = `${date}T00:00:00Z`;
  const tags = narrowing.split(/\s+/).filter((tag) => tag !== '');
  const announce = useMutation({
    mutationFn: () =>
      read(
        notification.PUT('/api/notification/v1/policies/{document}/versions/{version}/announcement', {
          params: { path: { document, version } },
          body: { effectiveAt, ...(tags.length > 0 && { audience: tags }) },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(
        [['policies'], ['campaigns'], ['version', document]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      void navigate('/desk/notices', { state: { announced: { version, effectiveAt } } });
    },
    onSettled: () => setAsking(false),
  });
  return (
    <Panel title={t('draft.announceTitle')}>
      <p className="soft">{t('draft.announceLead')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <TextInput
          type="date"
          label={t('draft.effective')}
          description={t('draft.earliest', { date: moment(earliest, i18n.language) })}
          value={date}
          required
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          label={t('draft.audience')}
          description={t('draft.audienceHint')}
          value={narrowing}
          placeholder="brand:nordhost region:DE"
          onChange={(event) => setNarrowing(event.currentTarget.value)}
        />
        {announce.isError && <ProblemNote error={announce.error} />}
        <div className="actions">
          <Button type="submit" variant="default" disabled={unsaved}>
            {t('draft.announce')}
          </Button>
          {unsaved && <span className="soft">{t('draft.saveFirst')}</span>}
        </div>
      </form>
      {asking && (
        <Dialog
          title={t('draft.confirm', { version, date: day(effectiveAt, i18n.language) })}
          lead={t('draft.announceLead')}
          confirm={t('draft.announce')}
          busy={announce.isPending}
          onConfirm={() => announce.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

/** The first day that begins, by the world's clock, when it is lawful. */
function firstDay(earliest: string): string {
  return new Date(Math.ceil(Date.parse(earliest) / DAY) * DAY).toISOString().slice(0, 10);
}
