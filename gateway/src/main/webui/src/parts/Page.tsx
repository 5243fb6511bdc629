import { type ReactNode, useEffect } from 'react';

/** A page's one heading, what it is for, and the one thing that is mostly done here. */
export function Page(props: { title: string; heading?: ReactNode; lead: string; action?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = props.title;
  }, [props.title]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{props.heading ?? props.title}</h1>
          <p className="lead">{props.lead}</p>
        </div>
        {props.action}
      </div>
      {props.children}
    </>
  );
}
