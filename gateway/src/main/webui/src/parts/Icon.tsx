const PATHS = {
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c1-4 4-6 8-6s7 2 8 6',
  bell: 'M6 16V10a6 6 0 1 1 12 0v6l2 2H4l2-2Zm4 4h4',
  share: 'M7 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm15-7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm0 14a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM7 11l10-5M7 13l10 5',
  history: 'M4 5v5h5M4.5 10a8 8 0 1 1-.4 4M12 8v5l3 2',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 8c.6-3.300 3-5 7-5s6.400 1.700 7 5M16 4.500a3.500 3.500 0 0 1 0 6M18.500 14.500c2 .700 3.100 2.200 3.500 4.500',
  send: 'M21 3 3 10l7 3 3 7 8-17ZM10 13l5-5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 2',
  warning: 'M12 4 2.500 20h19L12 4Zm0 6v4m0 3v.010',
  lock: 'M6 11h12v9H6v-9Zm2.500 0V8a3.500 3.500 0 0 1 7 0v3',
  done: 'M4 12.500 9.500 18 20 6.500',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a text that says the same: hidden from those who listen. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
