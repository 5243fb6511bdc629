import { type ReactNode, useEffect } from 'react';

/** A page's one heading and what it is for. */
export function Page({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {children}
    </>
  );
}
