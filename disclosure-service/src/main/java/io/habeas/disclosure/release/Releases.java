package io.habeas.disclosure.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.disclosure.DisclosureFailure;
import io.habeas.disclosure.agreement.Agreement;
import io.habeas.disclosure.agreement.Agreements;
import io.habeas.disclosure.processor.Processors;
import io.habeas.disclosure.subject.Subjects;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Leads requests for data through the gates, and keeps the account of them. */
@ApplicationScoped
public class Releases {

  private static final Logger LOG = Logger.getLogger(Releases.class);

  /** As long as a consent decision is valid; a release that takes longer is not made. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Pool pool;
  private final Processors processors;
  private final Agreements agreements;
  private final Subjects subjects;
  private final Ledger ledger;
  private final Outbox outbox;
  private final BusinessClock clock;
  private final ConsentClient consents;
  private final SubjectClient records;

  @Inject
  @SuppressWarnings("TooManyParameters") // the gates need each of them
  Releases(
      Pool pool,
      Processors processors,
      Agreements agreements,
      Subjects subjects,
      Ledger ledger,
      Outbox outbox,
      BusinessClock clock,
      @RestClient ConsentClient consents,
      @RestClient SubjectClient records) {
    this.pool = pool;
    this.processors = processors;
    this.agreements = agreements;
    this.subjects = subjects;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.consents = consents;
    this.records = records;
  }

  /**
   * What a partner gets.
   *
   * @param release the record of it
   * @param fields the data
   */
  record Given(Release release, JsonNode fields) {
    @Override
    public String toString() {
      return "Given[release=" + release.id() + ", fields=***]";
    }
  }

  /**
   * Asks for fields of a subject in the name of a partner.
   *
   * @throws DisclosureFailure.ReleaseRefused if a gate stops it; that is recorded too
   * @throws DisclosureFailure.PeerUnavailable if a service that it needs does not answer
   */
  Uni<Given> ask(
      UUID processorId, UUID subjectId, String purpose, Set<String> fields, Caller caller) {
    String actor = caller.id();
    return known(processorId, subjectId, purpose, fields)
        .chain(asked -> passage(asked).chain(passage -> conclude(asked, passage, actor)))
        .ifNoItem()
        .after(LONGEST)
        .failWith(DisclosureFailure.PeerUnavailable::new);
  }

  /** What was released or refused about a subject, the newest first. */
  Uni<List<Release>> ofSubject(UUID subjectId, @Nullable UUID before, int limit) {
    return ReleaseStore.ofSubject(pool, subjectId, before, limit);
  }

  /** A partner's own release; every other id is missing. */
  Uni<Release> ofProcessor(UUID processorId, UUID id) {
    return ReleaseStore.ofProcessor(pool, processorId, id)
        .map(found -> found.stream().findFirst().orElseThrow(Missing::new));
  }

  /** Subjects about whom these processors have ever got anything, by id. */
  Uni<List<UUID>> concerned(Set<UUID> processorIds, @Nullable UUID after, int limit) {
    return ReleaseStore.concerned(pool, processorIds, after, limit);
  }

  private Uni<Asked> known(UUID processorId, UUID subjectId, String purpose, Set<String> fields) {
    return processors
        .find(processorId)
        .chain(
            processor ->
                agreements
                    .inForce(processorId, clock.now())
                    .chain(
                        agreement ->
                            subjects
                                .state(subjectId)
                                .map(
                                    state ->
                                        new Asked(
                                            subjectId,
                                            processorId,
                                            purpose,
                                            fields,
                                            processor,
                                            agreement,
                                            state))));
  }

  private Uni<Passage> passage(Asked asked) {
    return switch (Passage.through(asked, Optional.empty())) {
      case Passage.AskConsent ask ->
          decide(asked).map(consent -> Passage.through(asked, Optional.of(consent)));
      case Passage decided -> Uni.createFrom().item(decided);
    };
  }

  private Uni<Given> conclude(Asked asked, Passage passage, String actor) {
    return switch (passage) {
      case Passage.Passed passed -> give(asked, passed, actor);
      case Passage.Stopped stopped -> refuse(asked, stopped, actor);
      case Passage.AskConsent ask ->
          throw new IllegalStateException("consent was asked for already");
    };
  }

  private Uni<Given> refuse(Asked asked, Passage.Stopped stopped, String actor) {
    Release refused = release(asked, stopped.gate(), stopped.evidence(), null, null);
    return record(refused, actor)
        .map(
            recorded -> {
              throw new DisclosureFailure.ReleaseRefused(refused.id(), stopped.gate().coarse());
            });
  }

  private Uni<Given> give(Asked asked, Passage.Passed passed, String actor) {
    return records
        .release(new SubjectClient.Question(asked.purpose(), asked.subjectId(), asked.fields()))
        .onFailure()
        .transform(Releases::unavailable)
        .chain(
            answer -> {
              Release released =
                  release(
                      asked,
                      Gate.RELEASED,
                      passed.evidence(),
                      passed.transferMechanism(),
                      sha256(answer.fields()));
              return record(released, actor)
                  .replaceWith(() -> new Given(released, answer.fields()));
            });
  }

  private Uni<Consent> decide(Asked asked) {
    return consents
        .decide(new ConsentClient.Question(asked.subjectId(), asked.purpose(), "sharing"))
        .onFailure()
        .transform(Releases::unavailable)
        .map(
            answer ->
                new Consent(
                    "allow".equals(answer.decision()), answer.rule() + " " + answer.evidence()));
  }

  private Uni<Void> record(Release release, String actor) {
    return pool.withTransaction(
        tx ->
            ReleaseStore.insert(tx, release)
                .chain(() -> ledger.append(tx, entry(release, actor)))
                .chain(() -> outbox.appendAll(tx, disclosed(release))));
  }

  /** Who holds data that the subject was not told of yet has to tell now (GDPR Art. 14 (3) c). */
  private static List<Event> disclosed(Release release) {
    return release.isReleased()
        ? List.of(
            new Event(
                release.subjectId(),
                "data.disclosed",
                Map.of("processorId", release.processorId().toString())))
        : List.of();
  }

  private Release release(
      Asked asked, Gate gate, String evidence, @Nullable String transfer, @Nullable String hash) {
    return new Release(
        UuidCreator.getTimeOrderedEpoch(),
        asked.subjectId(),
        asked.processorId(),
        asked.agreement().map(Agreement::id).orElse(null),
        asked.purpose(),
        asked.fields(),
        gate,
        evidence,
        transfer,
        hash,
        clock.now());
  }

  private static Entry entry(Release release, String actor) {
    return new Entry(
        "release." + (release.isReleased() ? "granted" : "refused"),
        actor,
        release.subjectId(),
        Map.of(
            "release", release.id().toString(),
            "processor", release.processorId().toString(),
            "purpose", release.purpose(),
            "fields", List.copyOf(release.fields()),
            "gate", release.gate().label(),
            "evidence", release.evidence(),
            "fieldsSha256", release.fieldsSha256() == null ? "" : release.fieldsSha256()));
  }

  private static Throwable unavailable(Throwable cause) {
    LOG.warnf("a release waits for a service that does not answer: %s", cause.getClass().getName());
    return new DisclosureFailure.PeerUnavailable();
  }

  private static String sha256(JsonNode fields) {
    try {
      byte[] bytes = fields.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
