package io.habeas.notification.calllist;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of calls: those of a template, or those of a notice's campaign.
 *
 * @param waiting how many calls it has
 * @param due how many of them now
 * @param document of which policy, if it is a notice's
 * @param version of that policy
 */
public record CallList(
    String list, long waiting, long due, @Nullable String document, @Nullable String version) {
  private static final Pattern OF_CAMPAIGN =
      Pattern.compile("notice-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** The list of a template. */
  public static CallList ofTemplate(String template, long waiting, long due) {
    return new CallList(template, waiting, due, null, null);
  }

  /** The name of a campaign's list. */
  public static String nameOf(UUID campaign) {
    return "notice-" + campaign;
  }

  /** The campaign whose list has that name, if it is not a template's. */
  public static Optional<UUID> campaignOf(String list) {
    Matcher matcher = OF_CAMPAIGN.matcher(list);
    return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
  }
}
