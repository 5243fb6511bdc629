/** Dates, numbers and names as the language of the page writes them, by the browser's own Intl. */

/** A day, in the language of the page. */
export function day(instant: string | null | undefined, language: string): string {
  return instant ? new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(instant)) : '–';
}

/** A day and a time, in the language of the page. */
export function moment(instant: string | null | undefined, language: string): string {
  return instant
    ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
    : '–';
}

/** A month of a year: until when a card is good. */
export function month(yearMonth: string, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${yearMonth}-01T00:00:00Z`),
  );
}

/** How many whole days are left until then; negative when it is past. */
export function daysUntil(instant: string, now = Date.now()): number {
  return Math.ceil((new Date(instant).getTime() - now) / 86_400_000);
}

/** A number, in the language of the page. */
export function count(number: number, language: string, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(number);
}

/** A share of one, in the language of the page. */
export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** A country by its code, in the language of the page. */
export function country(code: string, language: string): string {
  return displayName(code, language, 'region');
}

/** A language by its tag, in the language of the page. */
export function languageName(tag: string, language: string): string {
  return displayName(tag, language, 'language');
}

function displayName(code: string, language: string, type: 'region' | 'language'): string {
  try {
    return new Intl.DisplayNames(language, { type }).of(code) ?? code;
  } catch {
    return code; // what is no code has no name
  }
}
