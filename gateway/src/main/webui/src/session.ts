import { useQuery } from '@tanstack/react-query';

/** Who is signed in, as the gateway says. */
export interface Session {
  signedIn: boolean;
  name: string | null;
  roles: string[];
  subjectId: string | null;
}

export const DESK_ROLES = ['support', 'dpo', 'legal', 'marketing', 'auditor'];

export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async (): Promise<Session> => {
      const answer = await fetch('/session', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      return answer.ok
        ? ((await answer.json()) as Session)
        : { signedIn: false, name: null, roles: [], subjectId: null };
    },
  });
}

export function isStaff(session: Session) {
  return session.roles.some((role) => DESK_ROLES.includes(role));
}
