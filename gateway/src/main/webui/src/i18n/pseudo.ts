import { en } from './en';

/** Adds two letters for each five: what German and Finnish do to a layout, and a little more. */
const LONGER = 0.4;
const ACCENTS: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü', A: 'Â', E: 'Ê', I: 'Î', O: 'Ô', U: 'Û' };

/** English as no language is: longer by two fifths, accented and in brackets, so that what is cut off shows. */
export function pseudo(): typeof en {
  return stretched(en) as typeof en;
}

function stretched(texts: unknown): unknown {
  return typeof texts === 'string'
    ? stretch(texts)
    : Object.fromEntries(Object.entries(texts as object).map(([key, value]) => [key, stretched(value)]));
}

function stretch(text: string): string {
  const accented = text.replace(/(\{\{.*?\}\})|[aeiouAEIOU]/g, (found, placeholder) =>
    placeholder ? found : (ACCENTS[found] ?? found),
  );
  const words = 'lörem ipsüm dölör sit ämet '.repeat(1 + text.length / 25);
  return `[${accented} ${words.slice(0, Math.max(2, Math.ceil(text.length * LONGER)))}]`;
}
