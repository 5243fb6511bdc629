/**
 * The notice of announced policy changes on our home pages (and on those of brands elsewhere):
 *
 *   <script src="https://HOST/embed/notice.js" data-document="privacy" defer></script>
 *
 * It shows what `/policy/notices.json` says, the same for everybody, asks without cookies and sets
 * none: which versions were dismissed stays in this browser. Nothing of it leaves its shadow root,
 * and it needs no inline style or script.
 */
interface Told {
  language: string;
  title: string;
  summary: string;
}

interface Announced {
  document: string;
  version: string;
  effectiveAt: string;
  url: string;
  texts: Told[];
}

type Words = [region: string, comes: string, read: string, dismiss: string];

const WORDS: Record<string, Words> = {
  en: ['Policy change', 'Takes effect on', 'Read what changes', 'Dismiss'],
  de: ['Änderung unserer Bestimmungen', 'Gilt ab', 'Lesen, was sich ändert', 'Schließen'],
  fr: ['Changement de nos règles', 'En vigueur le', 'Lire ce qui change', 'Fermer'],
  es: ['Cambio de nuestras normas', 'En vigor el', 'Leer qué cambia', 'Cerrar'],
  ar: ['تغيير في سياستنا', 'يسري اعتبارًا من', 'اقرأ ما الذي يتغير', 'إغلاق'],
};

const STYLE = `
:host { all: initial; display: block; font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; }
section { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; box-sizing: border-box;
  padding: .75rem 1rem; color: #1b2430; background: #eef4fb; border-block-end: 1px solid #14508c; overflow-wrap: anywhere; }
p { margin: 0; flex: 1 1 18rem; }
a { color: #14508c; }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: .25rem;
  padding: .25rem .75rem; min-block-size: 2rem; cursor: pointer; }
a:focus-visible, button:focus-visible { outline: 3px solid #14508c; outline-offset: 2px; }
@media (prefers-color-scheme: dark) { section { color: #e6ebf1; background: #1c2835; border-color: #8fc1f2; }
  a { color: #8fc1f2; } a:focus-visible, button:focus-visible { outline-color: #8fc1f2; } }
@media print { section { display: none; } }`;

const script = document.currentScript as HTMLScriptElement | null;

async function show(at: HTMLScriptElement) {
  const answer = await fetch(new URL('/policy/notices.json', at.src), { credentials: 'omit' });
  const { notices } = (await answer.json()) as { notices: Announced[] };
  const wanted = at.dataset.document;
  const open = notices.filter((one) => (!wanted || one.document === wanted) && !dismissed(one));
  if (open.length === 0) {
    return;
  }
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const languages = [at.dataset.lang, document.documentElement.lang, ...navigator.languages];
  root.append(...open.map((one) => notice(one, languages)));
  document.body.prepend(host);
}

function notice(one: Announced, languages: (string | undefined)[]): HTMLElement {
  const text = told(one.texts, languages);
  const base = text.language.slice(0, 2);
  const words = WORDS[base] ?? WORDS.en!;
  const date = new Intl.DateTimeFormat(WORDS[base] ? text.language : 'en', { dateStyle: 'long', timeZone: 'UTC' });
  const section = make('section');
  section.lang = text.language;
  section.dir = base === 'ar' || base === 'he' || base === 'fa' || base === 'ur' ? 'rtl' : 'ltr';
  section.setAttribute('aria-label', `${words[0]}: ${text.title} (${one.version})`);
  const strong = make('strong', text.title);
  const time = make('time', date.format(new Date(one.effectiveAt))) as HTMLTimeElement;
  time.dateTime = one.effectiveAt;
  const said = make('p');
  said.append(strong, ' ', text.summary, ` ${words[1]} `, time, '.');
  const link = make('a', words[2]) as HTMLAnchorElement;
  link.href = /^https?:/.test(one.url) ? one.url : '#';
  const button = make('button', words[3]) as HTMLButtonElement;
  button.type = 'button';
  button.setAttribute('aria-label', `${words[3]}: ${text.title} (${one.version})`);
  button.onclick = () => {
    const next = section.nextElementSibling?.querySelector('a');
    section.remove();
    next?.focus();
    remember(one);
  };
  section.append(said, link, button);
  return section;
}

/** The text in the best of these languages; English, else the first. */
function told(texts: Told[], languages: (string | undefined)[]): Told {
  for (const wanted of [...languages, 'en']) {
    const found = wanted && texts.find((text) => text.language.slice(0, 2) === wanted.slice(0, 2).toLowerCase());
    if (found) {
      return found;
    }
  }
  return texts[0]!;
}

function make(name: string, text = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

const key = (one: Announced) => `habeas-notice ${one.document} ${one.version} ${one.effectiveAt}`;

/** A browser that keeps nothing shows it again: better than not at all. */
function dismissed(one: Announced): boolean {
  try {
    return localStorage.getItem(key(one)) !== null;
  } catch {
    return false;
  }
}

function remember(one: Announced) {
  try {
    localStorage.setItem(key(one), '1');
  } catch {
    // It comes again with the next page.
  }
}

if (script) {
  show(script).catch(() => undefined);
}
