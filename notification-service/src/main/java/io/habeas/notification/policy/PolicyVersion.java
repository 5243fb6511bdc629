package io.habeas.notification.policy;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document. Its states change here and nowhere else.
 *
 * @param label the version's name within the document
 * @param changes what changed, by kind: purposes, recipients, countries, retention, rights ...
 * @param sections whom sections concern, by their ids; a section without tags concerns everybody
 * @param notMaterial why its change need not be told; null where it must, which is the default
 * @param base the version that bound when this one was announced
 * @param correction why it was taken back or put off, if it was
 * @param textHash of everything that was announced, hex; null before
 */
public record PolicyVersion(
    UUID id,
    String document,
    String label,
    VersionState state,
    Map<String, List<String>> changes,
    Map<String, List<Tag>> sections,
    List<PolicyText> texts,
    @Nullable NotMaterial notMaterial,
    @Nullable UUID base,
    @Nullable Correction correction,
    @Nullable String textHash,
    Milestones milestones) {

  /** The policy's promise: material changes are announced this long before. */
  public static final Duration NOTICE = Duration.ofDays(30);

  /** A new version, which says this. */
  public static PolicyVersion draft(
      UUID id,
      String document,
      String label,
      Map<String, List<String>> changes,
      Map<String, List<Tag>> sections,
      List<PolicyText> texts,
      Instant now) {
    return new PolicyVersion(
        id,
        document,
        label,
        VersionState.DRAFT,
        changes,
        sections,
        texts,
        null,
        null,
        null,
        null,
        Milestones.drafted(now));
  }

  /** Whether its change obliges us to tell everybody. */
  public boolean material() {
    return notMaterial == null || !notMaterial.isApproved();
  }

  /** Announced at this moment, it may come into force then at the earliest. */
  Instant earliest(Instant now) {
    Instant lawful = material() ? now.plus(NOTICE) : now;
    Instant promised = effectiveAt();
    return promised == null || promised.isBefore(lawful) ? lawful : promised;
  }

  /** Says something else, as long as nobody has been told of it; nobody has agreed to that yet. */
  public PolicyVersion rewrite(
      @Nullable Map<String, List<String>> otherChanges,
      @Nullable Map<String, List<Tag>> otherSections,
      List<PolicyText> next) {
    requireState(VersionState.DRAFT, "rewritten");
    return new PolicyVersion(
        id,
        document,
        label,
        state,
        otherChanges == null ? changes : otherChanges,
        otherSections == null ? sections : otherSections,
        next,
        null,
        null,
        null,
        null,
        milestones);
  }

  /**
   * Somebody proposes to call the change not material.
   *
   * @param binding the version that it changes; null where none binds
   */
  public PolicyVersion proposeNotMaterial(
      Map<String, String> reason,
      String by,
      @Nullable PolicyVersion binding,
      DocumentKind kind,
      Instant now) {
    requireState(VersionState.DRAFT, "called not material");
    return judged(NotMaterial.proposed(reason, requireNotForced(binding, kind).id(), by, now));
  }

  /** A second person agrees, to the text as it is and against the version that binds now. */
  public PolicyVersion approveNotMaterial(
      String by, @Nullable PolicyVersion binding, DocumentKind kind, Instant now) {
    requireState(VersionState.DRAFT, "called not material");
    if (notMaterial == null || notMaterial.proposedBy().equals(by)) {
      throw new NotificationFailure.CallsForTwo();
    }
    requireJudgedAgainst(requireNotForced(binding, kind).id());
    return judged(notMaterial.approved(by, now));
  }

  /** The change is material after all. */
  public PolicyVersion callMaterial() {
    requireState(VersionState.DRAFT, "called material");
    return judged(null);
  }

  /**
   * Freezes the text and promises the date; what was put off is announced anew, never for an
   * earlier date than was said.
   *
   * @param binding the version that it changes; null where none binds
   */
  public PolicyVersion announce(
      Instant effective, @Nullable PolicyVersion binding, DocumentKind kind, Instant now) {
    requireAnnounceable(effective);
    if (!material()) {
      requireJudgedAgainst(requireNotForced(binding, kind).id());
    }
    Instant earliest = earliest(now);
    if (effective.isBefore(earliest)) {
      if (!material()) {
        throw new Invalid("effectiveAt", "is in the past");
      }
      throw new NotificationFailure.AnnouncedTooLate(earliest);
    }
    PolicyVersion decided = material() ? judged(null) : this;
    return new PolicyVersion(
        id,
        document,
        label,
        VersionState.ANNOUNCED,
        changes,
        sections,
        texts,
        decided.notMaterial,
        binding == null ? null : binding.id(),
        correction,
        state == VersionState.POSTPONED ? textHash : decided.contentHash(),
        milestones.announced(now, effective));
  }

  private void requireAnnounceable(Instant effective) {
    Instant promised = effectiveAt();
    boolean isPromised = state == VersionState.ANNOUNCED || state == VersionState.POSTPONED;
    if (isPromised && promised != null && effective.isBefore(promised)) {
      throw new NotificationFailure.BroughtForward(promised);
    }
    if (state != VersionState.POSTPONED) {
      requireState(VersionState.DRAFT, "announced");
    }
  }

  /** It will not come. */
  public PolicyVersion withdraw(Map<String, String> reason, Instant now) {
    requirePromised("withdrawn");
    return corrected(VersionState.WITHDRAWN, reason, promised(), now);
  }

  /**
   * It comes later than was said; when, is announced anew.
   *
   * @param notBefore after the date that was said: nothing is ever brought forward
   */
  public PolicyVersion postpone(Instant notBefore, Map<String, String> reason, Instant now) {
    requirePromised("postponed");
    if (!notBefore.isAfter(promised())) {
      throw new NotificationFailure.BroughtForward(promised());
    }
    return corrected(VersionState.POSTPONED, reason, notBefore, now);
  }

  private void requirePromised(String what) {
    if (state != VersionState.POSTPONED) {
      requireState(VersionState.ANNOUNCED, what);
    }
  }

  private Instant promised() {
    return java.util.Objects.requireNonNull(effectiveAt());
  }

  /** Comes into force after its announcement; whether it may is the guard's business. */
  public PolicyVersion comeIntoForce(Instant now) {
    requireState(VersionState.ANNOUNCED, "put into force");
    return in(VersionState.IN_FORCE, textHash, milestones.inForce(now));
  }

  /** Comes into force as the first of its document: it changes nothing for anybody. */
  public PolicyVersion begin(Instant now) {
    requireState(VersionState.DRAFT, "put into force");
    return judged(null)
        .in(
            VersionState.IN_FORCE,
            judged(null).contentHash(),
            milestones.announced(now, now).inForce(now));
  }

  /** Ends because another one came into force. */
  public PolicyVersion supersede(Instant now) {
    requireState(VersionState.IN_FORCE, "superseded");
    return in(VersionState.SUPERSEDED, textHash, milestones.superseded(now));
  }

  /** Whether it bound at that instant. */
  public boolean boundAt(Instant at) {
    Instant from = inForceAt();
    Instant until = supersededAt();
    return from != null && !at.isBefore(from) && (until == null || at.isBefore(until));
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

  /** When it was drafted. */
  public Instant createdAt() {
    return milestones.createdAt();
  }

  /** When it was announced, last if it was put off. */
  public @Nullable Instant announcedAt() {
    return milestones.announcedAt();
  }

  /** The promised date; of what was put off, the date before which it does not come. */
  public @Nullable Instant effectiveAt() {
    return milestones.effectiveAt();
  }

  /** When it came into force. */
  public @Nullable Instant inForceAt() {
    return milestones.inForceAt();
  }

  /** When the next one did. */
  public @Nullable Instant supersededAt() {
    return milestones.supersededAt();
  }

  /** SHA-256 of everything that is frozen when it is announced, hex. */
  String contentHash() {
    return Frozen.hash(this);
  }

  /** Whether it still says what was frozen when it was announced. */
  public boolean isAsFrozen() {
    return textHash != null
        && (textHash.equals(Frozen.hash(this)) || textHash.equals(Frozen.earlyHash(this)));
  }

  /** Section tags as they are kept and frozen. */
  static Map<String, List<String>> written(Map<String, List<Tag>> sections) {
    return sections.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> each.getValue().stream().map(Tag::toString).toList()));
  }

  private PolicyVersion requireNotForced(@Nullable PolicyVersion binding, DocumentKind kind) {
    if (binding == null) {
      throw new NotificationFailure.IsMaterial(List.of("nothing-in-force"));
    }
    List<String> forced = Materiality.forced(this, binding, kind);
    if (!forced.isEmpty()) {
      throw new NotificationFailure.IsMaterial(forced);
    }
    return binding;
  }

  private void requireJudgedAgainst(UUID binding) {
    if (notMaterial != null && !notMaterial.base().equals(binding)) {
      throw new NotificationFailure.IsMaterial(List.of("judged-against-another-version"));
    }
  }

  private void requireState(VersionState wanted, String what) {
    if (state != wanted) {
      throw new NotificationFailure.WrongState(what, state.slug());
    }
  }

  private PolicyVersion judged(@Nullable NotMaterial judgement) {
    return new PolicyVersion(
        id,
        document,
        label,
        state,
        changes,
        sections,
        texts,
        judgement,
        base,
        correction,
        textHash,
        milestones);
  }

  private PolicyVersion corrected(
      VersionState next, Map<String, String> reason, Instant effective, Instant now) {
    return new PolicyVersion(
        id,
        document,
        label,
        next,
        changes,
        sections,
        texts,
        notMaterial,
        base,
        new Correction(reason, promised(), now),
        textHash,
        milestones.promised(effective));
  }

  private PolicyVersion in(VersionState next, @Nullable String hash, Milestones times) {
    return new PolicyVersion(
        id,
        document,
        label,
        next,
        changes,
        sections,
        texts,
        notMaterial,
        base,
        correction,
        hash,
        times);
  }
}
