import { useQuery } from '@tanstack/react-query';
import { consent, disclosure, notification, read, subject } from './api';
import type { components as Notification } from './api/notification';

/** What pages of both faces read, each under one key, so that a change here is seen there. */

/** The topics of communication and sharing, in the registry's order. */
export function usePurposes() {
  return useQuery({
    queryKey: ['purposes'],
    staleTime: Infinity,
    queryFn: () => read(consent.GET('/api/consent/v1/purposes')),
  });
}

/** What is on and what is off for somebody. */
export function useStanding(subjectId: string) {
  return useQuery({
    queryKey: ['standing', subjectId],
    queryFn: () =>
      read(consent.GET('/api/consent/v1/subjects/{subjectId}/standing', { params: { path: { subjectId } } })),
  });
}

/** What is held of somebody for a purpose. Each answer is one recorded read. */
export function useDossier(subjectId: string, purpose: string) {
  return useQuery({
    queryKey: ['dossier', subjectId, purpose],
    staleTime: 300_000,
    queryFn: () =>
      read(
        subject.GET('/api/subject/v1/subjects/{subjectId}', {
          params: { path: { subjectId }, query: { purpose } },
        }),
      ),
  });
}

/** Who asked for somebody's data. */
export function useDisclosures(subjectId: string) {
  return useQuery({
    queryKey: ['disclosures', subjectId],
    queryFn: () =>
      read(disclosure.GET('/api/disclosure/v1/subjects/{subjectId}/disclosures', { params: { path: { subjectId } } })),
  });
}

/** The documents with their versions. */
export function usePolicies() {
  return useQuery({
    queryKey: ['policies'],
    queryFn: () => read(notification.GET('/api/notification/v1/policies')),
  });
}

/** A version with its texts. */
export function useVersion(document: string, version: string | undefined) {
  return useQuery({
    queryKey: ['version', document, version],
    enabled: Boolean(version), // where none is in force, none is told
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/policies/{document}/versions/{version}', {
          params: { path: { document, version: version ?? '' } },
        }),
      ),
  });
}

/** A message to one person. */
export type Message = Notification['schemas']['MessageView'];

/** What was sent to somebody, newest first. */
export function useMessages(subjectId: string) {
  return useQuery({
    queryKey: ['messages', subjectId],
    queryFn: () =>
      read(
        notification.GET('/api/notification/v1/subjects/{subjectId}/messages', {
          params: { path: { subjectId }, query: { limit: 100 } },
        }),
      ),
  });
}
