package io.habeas.subject.contact;

import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.outbox.Outbox;
import io.habeas.problem.Missing;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.screening.Fields;
import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Corrects contact points (GDPR Art. 16). A corrected one has to be verified anew. */
@Singleton
class Corrections {

  private final Subjects subjects;
  private final ContactPointStore store;
  private final BlindIndex index;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;
  private final BusinessClock clock;
  private final Outbox outbox;

  Corrections(
      Subjects subjects,
      ContactPointStore store,
      BlindIndex index,
      Vault vault,
      Ledger ledger,
      Pool pool,
      BusinessClock clock,
      Outbox outbox) {
    this.subjects = subjects;
    this.store = store;
    this.index = index;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
    this.clock = clock;
    this.outbox = outbox;
  }

  /** Writes the new value over the version that the caller read, and answers the next version. */
  Uni<Corrected> correct(
      UUID subjectId,
      UUID pointId,
      @Nullable String value,
      @Nullable AddressBody address,
      long version,
      Caller caller) {
    return pool.withTransaction(
        tx ->
            subjects
                .requireLocked(tx, subjectId)
                .chain(
                    subject ->
                        store
                            .ofSubjects(tx, List.of(subject.id()))
                            .chain(
                                all -> {
                                  StoredContactPoint old = point(all, pointId, version);
                                  ContactValue right = read(subject, old, value, address);
                                  return write(tx, subject, old, right)
                                      .call(
                                          corrected ->
                                              outbox.appendAll(
                                                  tx,
                                                  CorrectionNotices.of(
                                                      subjectId, all, corrected, caller)));
                                }))
                .call(corrected -> ledger.append(tx, entry(subjectId, corrected, caller.id()))));
  }

  private static StoredContactPoint point(
      List<StoredContactPoint> all, UUID pointId, long version) {
    StoredContactPoint found =
        all.stream()
            .filter(point -> point.id().equals(pointId))
            .findFirst()
            .orElseThrow(Missing::new);
    if (found.version() != version) {
      throw new SubjectFailure.VersionLost();
    }
    return found;
  }

  private static ContactValue read(
      Subject subject,
      StoredContactPoint point,
      @Nullable String value,
      @Nullable AddressBody address) {
    Fields fields = Fields.ofRequest();
    Optional<ContactValue> read =
        ContactReading.read(
            fields, new ContactPointBody(point.kind(), value, address, null), subject.residency());
    fields.requireNone();
    return read.orElseThrow(Missing::new);
  }

  private Uni<Corrected> write(
      SqlConnection tx, Subject subject, StoredContactPoint point, ContactValue value) {
    Instant now = clock.now();
    long next = point.version() + 1;
    return vault
        .keysMakingMissing(List.of(subject.key(Category.CONTACT)))
        .map(keys -> SealedValue.seal(keys, subject.id(), point.id(), next, value))
        .chain(cipher -> store.correct(tx, point, cipher, ContactChange.digest(index, value), now))
        .chain(
            done ->
                done ? subjects.change(tx, List.of(subject), now) : Uni.createFrom().item(false))
        .map(
            done -> {
              if (!done) {
                throw new SubjectFailure.VersionLost();
              }
              return new Corrected(point.id(), value, next, now);
            });
  }

  private static Entry entry(UUID subjectId, Corrected corrected, String actor) {
    return new Entry(
        "contact-point.corrected",
        actor,
        subjectId,
        Map.of("contactPoint", corrected.id().toString(), "version", corrected.version()));
  }

  /** A contact point as corrected. */
  record Corrected(UUID id, ContactValue value, long version, Instant at) {}
}
