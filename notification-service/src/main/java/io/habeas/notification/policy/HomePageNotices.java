package io.habeas.notification.policy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What our home pages show of announced material changes: the same for everybody. */
@RegisterForReflection(
    targets = {HomePageNotices.class, HomePageNotices.Announced.class, HomePageNotices.Told.class})
public record HomePageNotices(List<Announced> notices) {
  private static final int LONGEST = 400;

  /** One announced version. */
  public record Announced(
      String document, String version, Instant effectiveAt, String url, List<Told> texts) {}

  /** What is said of it in one language. */
  public record Told(String language, String title, String summary) {}

  static HomePageNotices of(List<PolicyVersion> announced, URI publicUrl) {
    return new HomePageNotices(
        announced.stream()
            .filter(PolicyVersion::material)
            .map(version -> announced(version, publicUrl))
            .toList());
  }

  private static Announced announced(PolicyVersion version, URI publicUrl) {
    return new Announced(
        version.document(),
        version.label(),
        Objects.requireNonNull(version.effectiveAt()),
        publicUrl.resolve(ShownPage.address(version)).toString(),
        version.texts().stream()
            .map(text -> new Told(text.language(), text.title(), brief(text.summary())))
            .toList());
  }

  private static String brief(String summary) {
    return summary.codePointCount(0, summary.length()) <= LONGEST
        ? summary
        : summary.substring(0, summary.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
