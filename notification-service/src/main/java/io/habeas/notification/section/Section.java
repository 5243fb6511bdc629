package io.habeas.notification.section;

/**
 * A part of a text.
 *
 * @param id what links and tags name it by; empty for what stands before the first heading
 * @param title of its heading; empty where it has none
 * @param level of its heading, 1 to 6; 0 where it has none
 * @param markdown the part as written, its heading included
 */
public record Section(String id, String title, int level, String markdown) {
  /** What an author may call a section. */
  public static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

  /** What it says, however it is spaced and whatever its id is. */
  String words() {
    return Headings.withoutId(markdown).replaceAll("\\s+", " ").strip();
  }
}
