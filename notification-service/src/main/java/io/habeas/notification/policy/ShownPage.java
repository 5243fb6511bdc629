package io.habeas.notification.policy;

import io.habeas.notification.section.Section;
import io.habeas.notification.section.Sections;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the public page shows of a version, ready for the template. */
public record ShownPage(
    PageWords words,
    String language,
    String direction,
    String title,
    String kind,
    String status,
    String html,
    String shownHash,
    String document,
    String label,
    @Nullable String textHash,
    @Nullable String notMaterial,
    List<Place> contents,
    List<String> languages,
    List<Coming> coming,
    List<Corrected> corrected,
    List<Other> versions) {

  /** A section that a link reaches. */
  public record Place(String id, String title) {}

  /** An announced version that the page points to. */
  public record Coming(
      String title, String summary, String effective, String day, String left, String address) {}

  /** An announcement that was taken back or put off. */
  public record Corrected(String label, String what, String why, String address) {}

  /** Another version of the document; {@code changes} is empty where it changed none. */
  public record Other(String label, String status, String address, String changes) {}

  static ShownPage of(
      PolicyVersion version,
      PolicyDocument document,
      List<PolicyVersion> all,
      List<String> languages,
      Instant now) {
    PolicyText text = version.textFor(languages);
    PageWords words = PageWords.beside(text.language());
    NotMaterial judged = version.notMaterial();
    return new ShownPage(
        words,
        text.language(),
        PageWords.direction(text.language()),
        text.title(),
        words.kind(document),
        words.status(version),
        text.html(),
        text.shownHash(),
        document.slug(),
        version.label(),
        version.textHash(),
        judged == null || version.material() ? null : Words.in(text.language(), judged.reason()),
        Sections.of(text.markdown()).stream()
            .filter(section -> !section.id().isEmpty() && !section.title().isEmpty())
            .map(ShownPage::place)
            .toList(),
        version.texts().stream().map(PolicyText::language).toList(),
        all.stream()
            .filter(v -> v.state() == VersionState.ANNOUNCED && !v.id().equals(version.id()))
            .map(v -> coming(v, languages, words, now))
            .toList(),
        all.stream()
            .filter(v -> isCorrected(v) && (v.id().equals(version.id()) || isRecent(v, all)))
            .map(v -> corrected(v, text.language(), words))
            .toList(),
        all.reversed().stream().map(v -> other(v, all, words)).toList());
  }

  private static Place place(Section section) {
    return new Place(section.id(), section.title());
  }

  private static Coming coming(
      PolicyVersion version, List<String> languages, PageWords words, Instant now) {
    PolicyText text = version.textFor(languages);
    Instant effective = Objects.requireNonNull(version.effectiveAt());
    return new Coming(
        text.title(),
        text.summary(),
        effective.toString(),
        words.day(effective),
        words.until(effective, now),
        address(version));
  }

  private static boolean isCorrected(PolicyVersion version) {
    return version.correction() != null
        && (version.state() == VersionState.WITHDRAWN || version.state() == VersionState.POSTPONED);
  }

  /** Taken back since another version came into force. */
  private static boolean isRecent(PolicyVersion version, List<PolicyVersion> all) {
    Instant at = Objects.requireNonNull(version.correction()).at();
    return all.stream()
        .map(PolicyVersion::inForceAt)
        .noneMatch(came -> came != null && came.isAfter(at));
  }

  private static Corrected corrected(PolicyVersion version, String language, PageWords words) {
    return new Corrected(
        version.label(),
        words.corrected(version),
        Words.in(language, Objects.requireNonNull(version.correction()).reason()),
        address(version));
  }

  private static Other other(PolicyVersion version, List<PolicyVersion> all, PageWords words) {
    return new Other(
        version.label(),
        words.status(version),
        address(version),
        Predecessor.of(version, all) == null ? "" : address(version) + "/differences");
  }

  static String address(PolicyVersion version) {
    return "/policy/%s/versions/%s".formatted(version.document(), version.label());
  }
}
