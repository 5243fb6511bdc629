package io.habeas.subject.registry;

import io.habeas.problem.Invalid;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registries as they are in force, held in memory: every read and write asks them. */
@Singleton
public class Registries {

  private static final int EARLY = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RegistryStore store;
  private volatile Declared declared = Declared.NOTHING;

  Registries(RegistryStore store) {
    this.store = store;
  }

  void onStart(@Observes @Priority(EARLY) StartupEvent start) {
    reload().ifNoItem().after(PATIENCE).fail().subscribeAsCompletionStage().join();
  }

  /** Reads the newest versions. */
  public Uni<Void> reload() {
    return store.newest().map(Declared::of).invoke(fresh -> declared = fresh).replaceWithVoid();
  }

  /** The declared category of this name. */
  public Optional<Category> category(String slug) {
    return Optional.ofNullable(declared.categories().get(slug));
  }

  /** The declared purpose of this name. */
  public Optional<Purpose> purpose(String slug) {
    return Optional.ofNullable(declared.purposes().get(slug));
  }

  /**
   * The purpose that a request names.
   *
   * @throws Invalid when it is not declared
   */
  public Purpose requirePurpose(String slug) {
    return purpose(slug)
        .orElseThrow(() -> new Invalid("purpose", "must be a purpose of the registry"));
  }

  /** The names of the declared sources. */
  public Set<String> sources() {
    return declared.sources();
  }

  /** Whether what comes from there does not come from the subject: who is then to be told of it. */
  public boolean isForeign(String source) {
    return declared.foreignSources().contains(source);
  }

  /** The names of the declared legal bases. */
  public Set<String> legalBases() {
    return declared.legalBases();
  }

  /** The entries of one registry, newest versions, by name. */
  List<RegistryEntry> entries(String kind) {
    return declared.entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
  }
}
