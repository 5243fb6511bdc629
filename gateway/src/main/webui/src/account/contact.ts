import type { components } from '../api/subject';

export type ContactPoint = components['schemas']['ContactPointView'];

/** A contact point in one line. */
export function written(point: ContactPoint): string {
  return point.value ?? Object.values(point.address ?? {}).filter(Boolean).join(', ');
}
