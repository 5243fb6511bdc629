package io.habeas.consent.preference;

import io.habeas.consent.purpose.Channel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A choice as the API shows it.
 *
 * @param version the choice's id
 * @param purpose the registry's name
 * @param channel the channel
 * @param choice what was chosen
 * @param via how it reached us
 * @param by {@code you}, {@code staff} or {@code system}: who recorded it, without naming anybody
 * @param evidence ticket, call or case number
 * @param changedAt when
 */
record PreferenceView(
    UUID version,
    String purpose,
    Channel channel,
    Choice choice,
    Via via,
    String by,
    @Nullable String evidence,
    Instant changedAt) {

  static PreferenceView of(Preference preference) {
    return new PreferenceView(
        preference.version(),
        preference.purpose(),
        preference.channel(),
        preference.choice(),
        preference.via(),
        by(preference),
        preference.evidence(),
        preference.at());
  }

  private static String by(Preference preference) {
    if (preference.actor().startsWith("client:")) {
      return "system";
    }
    return preference.via() == Via.CLIENT_AREA ? "you" : "staff";
  }
}
