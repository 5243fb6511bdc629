package io.habeas.notification.policy;

/**
 * What names and texts look like: checked at the edge, so that nothing else reaches the database.
 */
public final class Names {
  /** A document's name. */
  public static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

  /** A version's name. */
  public static final String LABEL = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

  /** Any text but NUL, which PostgreSQL has no place for, and halves of characters. */
  public static final String TEXT = "[^\\x00\\p{Cs}]*";

  /** Text that fits a mail's header. */
  static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*";

  /** BCP 47, as far as texts need it. */
  public static final String LANGUAGE = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}";

  private Names() {}
}
