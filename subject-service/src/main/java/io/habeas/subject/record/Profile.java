package io.habeas.subject.record;

import io.habeas.subject.person.PersonName;
import java.util.List;

/**
 * What is said of a person besides how to reach them.
 *
 * @param name as the person writes it
 * @param kind whether the person is the customer or acts for an organisation
 * @param residency ISO 3166-1 alpha-2
 * @param languages BCP 47, the preferred one first
 * @param timeZone of the IANA database
 */
public record Profile(
    PersonName name, String kind, String residency, List<String> languages, String timeZone) {

  /** Equal for equal profiles. */
  public String lookUpForm() {
    return String.join(
        "\n",
        String.valueOf(name.given()),
        String.valueOf(name.family()),
        kind,
        residency,
        String.join(",", languages),
        timeZone);
  }
}
