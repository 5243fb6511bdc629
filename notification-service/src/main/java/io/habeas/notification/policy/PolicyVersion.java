package io.habeas.notification.policy;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.NotificationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document. Its states change here and nowhere else.
 *
 * @param label the version's name within the document
 * @param material whether its change obliges us to tell everybody; the default
 * @param changes what changed, by section: purposes, recipients, countries, retention, rights ...
 * @param textHash of everything that was announced, hex; null before
 */
public record PolicyVersion(
    UUID id,
    String document,
    String label,
    VersionState state,
    boolean material,
    Map<String, List<String>> changes,
    List<PolicyText> texts,
    @Nullable String textHash,
    Instant createdAt,
    @Nullable Instant announcedAt,
    @Nullable Instant effectiveAt,
    @Nullable Instant inForceAt,
    @Nullable Instant supersededAt) {

  /** The policy's promise: material changes are announced this long before. */
  public static final Duration NOTICE = Duration.ofDays(30);

  static PolicyVersion draft(
      UUID id,
      String document,
      String label,
      Map<String, List<String>> changes,
      List<PolicyText> texts,
      Instant now) {
    return new PolicyVersion(
        id,
        document,
        label,
        VersionState.DRAFT,
        true,
        changes,
        texts,
        null,
        now,
        null,
        null,
        null,
        null);
  }

  /** Announced at this moment, it may come into force then at the earliest. */
  Instant earliest(Instant now) {
    return now.plus(NOTICE);
  }

  /** Says something else, as long as nobody has been told of it. */
  PolicyVersion rewrite(List<PolicyText> next) {
    requireState(VersionState.DRAFT, "rewritten");
    return new PolicyVersion(
        id, document, label, state, material, changes, next, null, createdAt, null, null, null,
        null);
  }

  /** Freezes the text and promises the date. */
  public PolicyVersion announce(Instant effective, Instant now) {
    requireState(VersionState.DRAFT, "announced");
    Instant earliest = earliest(now);
    if (effective.isBefore(earliest)) {
      throw new NotificationFailure.AnnouncedTooLate(earliest);
    }
    return in(VersionState.ANNOUNCED, contentHash(), now, effective, null, null);
  }

  /** Comes into force after its announcement; whether it may is the guard's business. */
  public PolicyVersion comeIntoForce(Instant now) {
    requireState(VersionState.ANNOUNCED, "put into force");
    return in(VersionState.IN_FORCE, textHash, announcedAt, effectiveAt, now, null);
  }

  /** Comes into force as the first of its document: it changes nothing for anybody. */
  public PolicyVersion begin(Instant now) {
    requireState(VersionState.DRAFT, "put into force");
    return in(VersionState.IN_FORCE, contentHash(), now, now, now, null);
  }

  /** Ends because another one came into force. */
  public PolicyVersion supersede(Instant now) {
    requireState(VersionState.IN_FORCE, "superseded");
    return in(VersionState.SUPERSEDED, textHash, announcedAt, effectiveAt, inForceAt, now);
  }

  /** Whether it bound at that instant. */
  public boolean boundAt(Instant at) {
    return inForceAt != null
        && !at.isBefore(inForceAt)
        && (supersededAt == null || at.isBefore(supersededAt));
  }

  /**
   * The text for somebody who reads these languages, best first; English, else the first, if none.
   */
  public PolicyText textFor(List<String> languages) {
    for (String wanted : languages) {
      for (PolicyText text : texts) {
        if (base(text.language()).equals(base(wanted))) {
          return text;
        }
      }
    }
    return texts.stream()
        .filter(text -> base(text.language()).equals("en"))
        .findFirst()
        .orElse(texts.getFirst());
  }

  private static String base(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }

  /** SHA-256 of everything that is frozen when it is announced, hex. */
  String contentHash() {
    Map<String, Object> frozen =
        Map.of(
            "document", document,
            "label", label,
            "material", material,
            "changes", changes,
            "texts",
                texts.stream()
                    .sorted(Comparator.comparing(PolicyText::language))
                    .map(PolicyText::frozen)
                    .toList());
    return HexFormat.of().formatHex(Hashes.sha256().digest(CanonicalJson.bytes(frozen)));
  }

  private void requireState(VersionState wanted, String what) {
    if (state != wanted) {
      throw new NotificationFailure.WrongState(what, state.slug());
    }
  }

  private PolicyVersion in(
      VersionState next,
      @Nullable String hash,
      @Nullable Instant announced,
      @Nullable Instant effective,
      @Nullable Instant inForce,
      @Nullable Instant superseded) {
    return new PolicyVersion(
        id,
        document,
        label,
        next,
        material,
        changes,
        texts,
        hash,
        createdAt,
        announced,
        effective,
        inForce,
        superseded);
  }
}
