import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { read, subject } from '../api';
import type { en } from './en';

type Group = keyof { [Key in keyof typeof en as (typeof en)[Key] extends string ? never : Key]: true };

/** The registries whose entries anybody may add to while the suite runs. */
const REGISTRIES: Partial<Record<Group, string>> = {
  category: 'categories',
  purpose: 'purposes',
  source: 'sources',
  basis: 'legal-bases',
};

/** Whom the page speaks to: the names of some things differ for those who act for somebody else. */
export const Reader = createContext<'customer' | 'staff'>('customer');

/** Names what a service names by a slug, in the language of the page; null where it has no name here. */
export function useNames() {
  const { t, i18n } = useTranslation();
  const reader = useContext(Reader);
  return (group: Group, slug: string | undefined): string | null => {
    const key = `${group}.${slug}`;
    return slug && i18n.exists(key) ? String(t(key as never, { context: reader } as never)) : null;
  };
}

/** The name of a slug. One that was declared after this app was built goes by the registry's own title. */
export function Name({ of: group, slug }: { of: Group; slug: string | undefined }) {
  const name = useNames()(group, slug);
  const registry = REGISTRIES[group];
  const declared = useQuery({
    queryKey: ['registry', registry],
    enabled: name === null && registry !== undefined,
    staleTime: Infinity,
    queryFn: () =>
      read(subject.GET('/api/subject/v1/registries/{kind}', { params: { path: { kind: registry ?? '' } } })),
  });
  if (name !== null) {
    return name;
  }
  const entry = declared.data?.entries?.find((one) => one.slug === slug)?.definition as { title?: string } | undefined;
  return <span lang="en">{entry?.title ?? slug ?? '–'}</span>;
}
