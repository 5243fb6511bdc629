package io.habeas.notification.policy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the public page shows of a version, ready for the template. */
public record ShownPage(
    String language,
    String direction,
    String title,
    String status,
    String html,
    String label,
    @Nullable String textHash,
    List<String> languages,
    List<Coming> coming,
    List<Other> versions) {
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur", "ps", "sd", "yi");

  /** An announced version that the page points to. */
  public record Coming(
      String title, String summary, String effective, String day, String address) {}

  /** Another version of the document. */
  public record Other(String label, String status, String address) {}

  static ShownPage of(PolicyVersion version, List<PolicyVersion> all, List<String> languages) {
    PolicyText text = version.textFor(languages);
    Locale locale = Locale.forLanguageTag(text.language());
    return new ShownPage(
        text.language(),
        RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr",
        text.title(),
        status(version),
        text.html(),
        version.label(),
        version.textHash(),
        version.texts().stream().map(PolicyText::language).toList(),
        all.stream()
            .filter(v -> v.state() == VersionState.ANNOUNCED && !v.id().equals(version.id()))
            .map(v -> coming(v, languages))
            .toList(),
        all.stream()
            .filter(v -> v.state() != VersionState.DRAFT)
            .map(v -> new Other(v.label(), status(v), address(v)))
            .toList());
  }

  private static Coming coming(PolicyVersion version, List<String> languages) {
    PolicyText text = version.textFor(languages);
    Instant effective = Objects.requireNonNull(version.effectiveAt());
    return new Coming(
        text.title(),
        text.summary(),
        effective.toString(),
        day(effective, Locale.forLanguageTag(text.language())),
        address(version));
  }

  private static String status(PolicyVersion version) {
    return switch (version.state()) {
      case DRAFT -> "Draft";
      case ANNOUNCED -> "Announced, in force from " + isoDay(version.effectiveAt());
      case IN_FORCE -> "In force since " + isoDay(version.inForceAt());
      case SUPERSEDED ->
          "In force from %s to %s"
              .formatted(isoDay(version.inForceAt()), isoDay(version.supersededAt()));
      case WITHDRAWN -> "Withdrawn";
      case POSTPONED -> "Postponed";
    };
  }

  private static String isoDay(@Nullable Instant at) {
    return at == null ? "" : at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String day(Instant at, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .format(at.atOffset(ZoneOffset.UTC));
  }

  static String address(PolicyVersion version) {
    return "/policy/%s/versions/%s".formatted(version.document(), version.label());
  }
}
