package io.habeas.notification.template;

import org.jspecify.annotations.Nullable;

/**
 * A message written for one person.
 *
 * @param language of the text that was chosen, BCP 47
 * @param html a fragment: what belongs between the tags of a body
 * @param sms its short form, where the template has one
 */
public record Written(
    String language, String subject, String plain, String html, @Nullable String sms) {
  /** What it says stays out of logs. */
  @Override
  public String toString() {
    return "Written[" + language + "]";
  }
}
