package io.habeas.subject.dossier;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts dossiers together. What the purpose does not cover is not read; every read is recorded. */
@Singleton
class Dossiers {

  private final Subjects subjects;
  private final HoldingsReading holdings;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Dossiers(
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

  /** What is held of this subject for this purpose. */
  Uni<Dossier> read(UUID subjectId, String purpose, String actor) {
    return recorded(subjectId, purpose, "subject.read", actor)
        .chain(found -> vault.keys(found.keys()).map(keys -> Dossier.of(found, keys)));
  }

  /** The same without the values. The ledger tells such a look from a read. */
  Uni<MaskedDossier> masked(UUID subjectId, String purpose, String actor) {
    return recorded(subjectId, purpose, "subject.seen-masked", actor)
        .chain(
            found ->
                vault.keys(MaskedDossier.keys(found)).map(keys -> MaskedDossier.of(found, keys)));
  }

  private Uni<Holdings> recorded(UUID subjectId, String purpose, String action, String actor) {
    Scope scope = scope(registries.requirePurpose(purpose));
    return pool.withTransaction(
        tx ->
            subjects
                .require(tx, subjectId)
                .chain(subject -> holdings.read(tx, subject, scope))
                .call(found -> ledger.append(tx, entry(action, found, actor))));
  }

  private Scope scope(Purpose purpose) {
    Set<String> covered =
        Category.OF_THE_RECORD.stream()
            .flatMap(slug -> registries.category(slug).stream())
            .filter(category -> category.isFor(purpose))
            .map(Category::slug)
            .collect(Collectors.toSet());
    if (covered.isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purpose.slug(), Category.OF_THE_RECORD);
    }
    return new Scope(purpose, covered, true);
  }

  private static Entry entry(String action, Holdings found, String actor) {
    Map<String, Object> details =
        Map.of(
            "purpose", found.scope().purpose().slug(),
            "categories", found.categories(),
            "items", found.items().size());
    return new Entry(action, actor, found.subject().id(), details);
  }
}
