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

/** The time zone of that name; the browser's own, where nobody has heard of it. */
export function knownZone(name: string | null | undefined): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return name ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : own;
  } catch {
    return own;
  }
}

/** What clocks show there at an instant, as an input of date and time has it. */
export function clockIn(zone: string, instant: number): string {
  return new Date(instant + ahead(zone, instant)).toISOString().slice(0, 16);
}

/** The instant at which clocks show that there; of an hour that a zone skips, one beside it. */
export function instantIn(zone: string, clock: string): number {
  const asUtc = Date.parse(`${clock}:00Z`);
  const about = asUtc - ahead(zone, asUtc);
  return asUtc - ahead(zone, about);
}

/** How far clocks there are ahead of UTC. */
function ahead(zone: string, instant: number): number {
  const shown = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(shown.find((one) => one.type === type)?.value);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return there - Math.floor(instant / 1000) * 1000;
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
