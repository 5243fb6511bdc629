package io.habeas.notification.template;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a version of a template is. */
public enum TemplateState {
  /** Being written; nothing is sent by it. */
  DRAFT,
  /** What new messages are written by. */
  ACTIVE,
  /** A later version is active; what was queued by it is still sent by it. */
  SUPERSEDED;

  /** As API and database name it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TemplateState of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
