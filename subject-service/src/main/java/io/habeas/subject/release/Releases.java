package io.habeas.subject.release;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Invalid;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.dossier.HoldingsReading;
import io.habeas.subject.dossier.Scope;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the fields of releases: only what was named, only what is held for the purpose. */
@Singleton
class Releases {

  private final Subjects subjects;
  private final HoldingsReading holdings;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Releases(
      Subjects subjects,
      HoldingsReading holdings,
      Registries registries,
      Vault vault,
      Ledger ledger,
      Pool pool) {
    this.subjects = subjects;
    this.holdings = holdings;
    this.registries = registries;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** The named fields of the subject; recorded before they are handed over. */
  Uni<Map<String, Object>> read(
      UUID subjectId, String purposeName, Set<String> names, String actor) {
    Purpose purpose = registries.requirePurpose(purposeName);
    List<Field> fields = names.stream().sorted().map(this::field).toList();
    Scope scope = scope(purpose, fields);
    return pool.withTransaction(
            tx ->
                subjects
                    .require(tx, subjectId)
                    .invoke(subject -> requireOpen(subject, purpose))
                    .chain(subject -> holdings.read(tx, subject, scope))
                    .call(found -> ledger.append(tx, entry(subjectId, purpose, fields, actor))))
        .chain(
            found ->
                vault.keys(found.keys()).map(keys -> new FieldReading(found, keys).read(fields)));
  }

  private Field field(String name) {
    return Field.of(name, registries)
        .orElseThrow(() -> new Invalid("fields", "must be fields that can be released"));
  }

  private Scope scope(Purpose purpose, List<Field> fields) {
    List<String> uncovered =
        fields.stream().filter(one -> !covers(purpose, one)).map(Field::name).toList();
    if (!uncovered.isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purpose.slug(), uncovered);
    }
    Set<String> categories = fields.stream().map(Field::category).collect(Collectors.toSet());
    return new Scope(purpose, categories, false);
  }

  private boolean covers(Purpose purpose, Field field) {
    return registries.category(field.category()).filter(one -> one.isFor(purpose)).isPresent();
  }

  private static void requireOpen(Subject subject, Purpose purpose) {
    if (!subject.isOpenFor(purpose)) {
      throw new SubjectFailure.Restricted(purpose.slug());
    }
  }

  private static Entry entry(UUID subjectId, Purpose purpose, List<Field> fields, String actor) {
    Map<String, Object> details =
        Map.of("purpose", purpose.slug(), "fields", fields.stream().map(Field::name).toList());
    return new Entry("subject.released", actor, subjectId, details);
  }
}
