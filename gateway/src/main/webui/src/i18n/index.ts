import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The languages to choose from, each under its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;

/** Only by {@code ?language=en-XA}: shows what breaks when texts are longer. */
const PSEUDO = 'en-XA';
const KEPT = 'habeas.language';

/** A language is loaded when it is spoken, so that nobody waits for the others. */
const load: Record<Language | typeof PSEUDO, () => Promise<object>> = {
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
  ar: async () => (await import('./ar')).ar,
  [PSEUDO]: async () => (await import('./pseudo')).pseudo(),
};

/** Speaks the language that was chosen here before, or the browser's if we have it. */
export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  const asked = new URLSearchParams(window.location.search).get('language');
  await speak(asked === PSEUDO ? PSEUDO : preferred());
}

/** Changes the language, here and for the next visit. */
export async function choose(language: Language) {
  localStorage.setItem(KEPT, language);
  await speak(language);
}

async function speak(language: Language | typeof PSEUDO) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await load[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

function preferred(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? 'en';
}
