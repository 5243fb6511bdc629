import type { components } from '../../api/notification';

export type Text = components['schemas']['NewText'];

/** The languages that a text can be added in, besides those it has. */
export const OFFERED = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'uk', 'ar', 'zh'];

/** What is sent of texts that were read. */
export function written(texts: components['schemas']['TextView'][] | undefined): Text[] {
  return (texts ?? []).map(({ language = '', title = '', summary = '', markdown = '' }) => ({
    language,
    title,
    summary,
    markdown,
  }));
}

/** A text to begin with. */
export function empty(language: string): Text {
  return { language, title: '', summary: '', markdown: '' };
}

/** Whether they say the same, in whatever order the languages come. */
export function areSame(some: Text[], others: Text[]): boolean {
  const sorted = (texts: Text[]) => texts.toSorted((one, other) => one.language.localeCompare(other.language));
  return JSON.stringify(sorted(some)) === JSON.stringify(sorted(others));
}
