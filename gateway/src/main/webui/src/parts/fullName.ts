/** A name as it is written, given name first; empty where there is none. */
export function fullName(names: { given?: string; family?: string } | undefined): string {
  return [names?.given, names?.family].filter(Boolean).join(' ');
}
