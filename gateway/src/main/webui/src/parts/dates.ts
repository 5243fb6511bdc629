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

/** How many whole days are left until then; negative when it is past. */
export function daysUntil(instant: string, now = Date.now()): number {
  return Math.ceil((new Date(instant).getTime() - now) / 86_400_000);
}

/** "in 23 days", in the language of the page. */
export function inDays(days: number, language: string): string {
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
}
