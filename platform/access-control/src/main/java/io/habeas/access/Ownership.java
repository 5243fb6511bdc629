package io.habeas.access;

/** Whose records an operation reaches for callers that own only their own. */
public enum Ownership {
  /** The operation is not about one owner. */
  NONE,
  /**
   * A customer reaches only the subject that the token names: the path parameter {@code subjectId}
   * must be that one. Every other id answers like a missing one.
   */
  SUBJECT,
  /**
   * A partner reaches only the processor that the token names by {@code processor_id}; where the
   * path has {@code processorId}, it must be that one. A partner's token without the claim is
   * refused.
   */
  PROCESSOR
}
