import type { ReactNode } from 'react';
import { signIn } from '../api';
import { type Session, useSession } from '../session';
import { Waiting } from './Waiting';

/** What only people who are signed in see; everybody else is led to the sign-in and back here. */
export function SignedIn({ children }: { children: (session: Session) => ReactNode }) {
  const session = useSession();
  if (session.data?.signedIn) {
    return children(session.data);
  }
  if (!session.isPending) {
    signIn();
  }
  return <Waiting />;
}
