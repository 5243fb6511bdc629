import createClient from 'openapi-fetch';
import type { paths as Consent } from './api/consent';
import type { paths as Disclosure } from './api/disclosure';
import type { paths as Notification } from './api/notification';
import type { paths as Subject } from './api/subject';

/** A problem details object, RFC 9457, as every service answers. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  violations?: { field: string; message: string }[];
  [extension: string]: unknown;
}

/** A refusal, thrown so that a page can say what the service said. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

const options = { headers: { 'X-Requested-With': 'XMLHttpRequest' } };
export const subject = createClient<Subject>(options);
export const consent = createClient<Consent>(options);
export const disclosure = createClient<Disclosure>(options);
export const notification = createClient<Notification>(options);

/** The data of an answer, or its problem thrown. An ended session leads to the sign-in. */
export async function read<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.status === 401 || response.status === 499) {
    signIn();
  }
  if (!response.ok) {
    throw new ProblemError(asProblem(error, response.status));
  }
  return data as T;
}

/** Leaves for the sign-in and comes back to this page. */
export function signIn() {
  window.location.assign(`/login?returnTo=${encodeURIComponent(window.location.pathname)}`);
}

function asProblem(error: unknown, status: number): Problem {
  return typeof error === 'object' && error !== null && 'title' in error
    ? (error as Problem)
    : { type: 'about:blank', title: `HTTP ${status}`, status };
}
