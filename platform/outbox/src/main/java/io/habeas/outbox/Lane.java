package io.habeas.outbox;

/** Which of what waits is told first. */
enum Lane {
  /** Before everything that is told in bulk. */
  PROMPT,
  /** When nothing prompt is due. */
  BULK
}
