import { useQuery } from '@tanstack/react-query';

/** Who is signed in, as the gateway says. */
export interface Session {
  signedIn: boolean;
  name: string | null;
  roles: string[];
  subjectId: string | null;
}

export const DESK_ROLES = ['support', 'dpo', 'legal', 'marketing', 'auditor'];

const NOBODY: Session = { signedIn: false, name: null, roles: [], subjectId: null };

/** Asked for as soon as this file is read: the answer is on its way while the page's code still loads. */
let first: Promise<Session> | null = ask();

export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: () => {
      const answer = first ?? ask();
      first = null;
      return answer;
    },
  });
}

export function isStaff(session: Session) {
  return session.roles.some((role) => DESK_ROLES.includes(role));
}

async function ask(): Promise<Session> {
  const answer = await fetch('/session', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  return answer.ok ? ((await answer.json()) as Session) : NOBODY;
}
