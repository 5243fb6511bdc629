package io.habeas.notification.policy;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document's versions as an Atom feed (RFC 4287), newest first, ready for the template. */
public record ShownFeed(
    String id,
    String language,
    String title,
    String updated,
    String author,
    String self,
    String alternate,
    List<Entry> entries) {

  /** A version: one entry, updated with whatever becomes of it. */
  public record Entry(
      String id,
      String title,
      String updated,
      String published,
      String address,
      String differences,
      String state,
      String summary) {}

  static ShownFeed of(
      PolicyDocument document,
      List<PolicyVersion> versions,
      List<String> languages,
      URI publicUrl) {
    String page = "/policy/" + document.slug();
    String language = versions.isEmpty() ? "en" : versions.getLast().textFor(languages).language();
    List<Entry> entries =
        versions.stream()
            .sorted(Comparator.<PolicyVersion, Instant>comparing(ShownFeed::updated).reversed())
            .map(version -> entry(version, versions, languages, publicUrl))
            .toList();
    return new ShownFeed(
        publicUrl.resolve(page).toString(),
        language,
        xml(document.title()),
        versions.stream()
            .map(ShownFeed::updated)
            .max(Instant::compareTo)
            .orElse(document.createdAt())
            .toString(),
        Objects.requireNonNullElse(publicUrl.getHost(), "habeas"),
        publicUrl.resolve(page + "/feed.atom").toString(),
        publicUrl.resolve(page).toString(),
        entries);
  }

  private static Entry entry(
      PolicyVersion version, List<PolicyVersion> all, List<String> languages, URI publicUrl) {
    PolicyText text = version.textFor(languages);
    PageWords words = PageWords.beside(text.language());
    Correction correction = version.correction();
    boolean isCorrected =
        correction != null
            && (version.state() == VersionState.WITHDRAWN
                || version.state() == VersionState.POSTPONED);
    String summary =
        isCorrected && correction != null
            ? words.corrected(version) + " " + Words.in(text.language(), correction.reason())
            : text.summary();
    String address = publicUrl.resolve(ShownPage.address(version)).toString();
    return new Entry(
        "urn:uuid:" + version.id(),
        xml(text.title() + " " + version.label() + ": " + words.status(version)),
        updated(version).toString(),
        Objects.requireNonNullElse(version.announcedAt(), version.createdAt()).toString(),
        address,
        Predecessor.of(version, all) == null ? "" : address + "/differences",
        version.state().slug(),
        xml(summary));
  }

  private static Instant updated(PolicyVersion version) {
    Correction correction = version.correction();
    @Nullable Instant corrected = correction == null ? null : correction.at();
    return Stream.of(
            version.createdAt(),
            version.announcedAt(),
            version.inForceAt(),
            version.supersededAt(),
            corrected)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(version.createdAt());
  }

  /** Without what XML 1.0 has no place for, not even escaped. */
  private static String xml(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
  }
}
