import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../parts/local';
import { View, type ViewName, Views } from './View';
import { empty, OFFERED, type Text } from './texts';

/** The texts of a version, one language at a time: written, as readers will see it, and against what binds. */
export function Fields(props: { texts: Text[]; bound: Text[]; onChange: (texts: Text[]) => void }) {
  const { texts, onChange } = props;
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(
    () => texts.find((one) => one.language === i18n.language)?.language ?? texts[0]?.language ?? 'en',
  );
  const [view, setView] = useState<ViewName>('write');
  const text = texts.find((one) => one.language === language) ?? texts[0] ?? empty(language);
  const write = (part: Partial<Text>) =>
    onChange(texts.map((one) => (one.language === text.language ? { ...one, ...part } : one)));
  const missing = OFFERED.filter((tag) => !texts.some((one) => one.language === tag));
  const name = (tag: string) => languageName(tag, i18n.language);
  return (
    <>
      <div className="fields">
        <NativeSelect
          label={t('draft.language')}
          value={text.language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
          data={texts.map((one) => ({ value: one.language, label: name(one.language) }))}
        />
        <NativeSelect
          label={t('draft.addLanguage')}
          value=""
          onChange={(event) => {
            onChange([...texts, empty(event.currentTarget.value)]);
            setLanguage(event.currentTarget.value);
          }}
          data={[{ value: '', label: '–' }, ...missing.map((tag) => ({ value: tag, label: name(tag) }))]}
        />
      </div>
      <Views view={view} onChange={setView} />
      {view === 'write' ? (
        <div className="form" lang={text.language}>
          <TextInput
            label={<span lang={i18n.language}>{t('draft.textTitle')}</span>}
            value={text.title}
            required
            maxLength={200}
            dir="auto"
            onChange={(event) => write({ title: event.currentTarget.value })}
          />
          <Textarea
            label={<span lang={i18n.language}>{t('draft.summary')}</span>}
            description={<span lang={i18n.language}>{t('draft.summaryHint')}</span>}
            value={text.summary}
            required
            maxLength={4_000}
            rows={3}
            dir="auto"
            onChange={(event) => write({ summary: event.currentTarget.value })}
          />
          <Textarea
            label={<span lang={i18n.language}>{t('draft.markdown')}</span>}
            value={text.markdown}
            required
            maxLength={200_000}
            rows={16}
            dir="auto"
            className="markdown"
            onChange={(event) => write({ markdown: event.currentTarget.value })}
          />
        </div>
      ) : (
        <View view={view} text={text} bound={props.bound.find((one) => one.language === text.language)} />
      )}
      {texts.length > 1 && (
        <div className="actions">
          <Button variant="default" onClick={() => onChange(texts.filter((one) => one.language !== text.language))}>
            {t('draft.remove', { language: name(text.language) })}
          </Button>
        </div>
      )}
    </>
  );
}
