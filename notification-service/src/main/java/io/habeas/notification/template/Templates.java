package io.habeas.notification.template;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.purpose.Purposes;
import io.habeas.notification.purpose.PurposesClient;
import io.habeas.notification.rendering.Greetings;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes templates, and messages by them. */
@Singleton
public class Templates {
  private static final int MOST = 500;

  private final Pool pool;
  private final Purposes purposes;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final URI publicUrl;
  private final TemplateStore store = new TemplateStore();

  /** What is not a draft does not change, so neither do its stencils. */
  private final ConcurrentMap<Key, TemplateStencil> stencils = new ConcurrentHashMap<>();

  private final ConcurrentMap<Version, Template> kept = new ConcurrentHashMap<>();

  private record Key(String name, int version, String language) {}

  private record Version(String name, int version) {}

  Templates(
      Pool pool,
      Purposes purposes,
      Ledger ledger,
      BusinessClock clock,
      @ConfigProperty(name = "habeas.mailing.public-url") URI publicUrl) {
    this.pool = pool;
    this.purposes = purposes;
    this.ledger = ledger;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** A template as somebody writes it. */
  public record Content(String purpose, List<Field> fields, List<TemplateText> texts) {}

  /** All versions of all templates, by name, newest first. */
  public Uni<List<Template>> all() {
    return store.all(pool);
  }

  /** One version. */
  public Uni<Template> version(String name, int version) {
    return store.versions(pool, name).map(all -> find(all, version));
  }

  /** A version that messages were queued by: it does not change, and is read once. */
  public Uni<@Nullable Template> kept(String name, int version) {
    Version key = new Version(name, version);
    Template known = kept.get(key);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return store
        .versions(pool, name)
        .map(
            all ->
                all.stream()
                    .filter(one -> one.version() == version)
                    .filter(one -> one.state() != TemplateState.DRAFT)
                    .findFirst()
                    .orElse(null))
        .invoke(
            found -> {
              if (found != null) {
                kept.put(key, found);
              }
            });
  }

  /** One version, in a transaction. */
  public Uni<Template> version(SqlClient client, String name, int version) {
    return store.versions(client, name).map(all -> find(all, version));
  }

  /** What new messages of that name are written by; null if there is none. */
  public Uni<@Nullable Template> active(SqlClient client, String name) {
    return store
        .versions(client, name)
        .map(
            all ->
                all.stream()
                    .filter(one -> one.state() == TemplateState.ACTIVE)
                    .findFirst()
                    .orElse(null));
  }

  /** A new version, or the first. There is one draft at a time. */
  public Uni<Template> draft(SqlConnection tx, String actor, String name, Content content) {
    return purposes
        .require(content.purpose())
        .chain(purpose -> store.lock(tx, name).replaceWith(purpose))
        .chain(
            purpose ->
                store.versions(tx, name).map(all -> next(name, all, content, purpose, actor)))
        .call(draft -> store.insert(tx, draft))
        .call(draft -> ledger.append(tx, entry("template.drafted", actor, draft)));
  }

  /** Rewrites a draft, if it is still the one that its author read. */
  public Uni<Template> rewrite(
      String actor, String name, int version, Predicate<Template> isRead, Content content) {
    return purposes
        .require(content.purpose())
        .chain(
            _ ->
                pool.withTransaction(
                    tx ->
                        store
                            .lock(tx, name)
                            .chain(() -> version(tx, name, version))
                            .map(draft -> rewritten(draft, isRead, content, actor))
                            .call(draft -> store.save(tx, draft))
                            .call(
                                draft ->
                                    ledger.append(tx, entry("template.rewritten", actor, draft)))));
  }

  /** New messages are written by this version from now on; what is queued keeps its own. */
  public Uni<Template> activate(String actor, String name, int version) {
    return version(name, version)
        .chain(draft -> purposes.require(draft.purpose()))
        .chain(
            purpose ->
                pool.withTransaction(
                    tx ->
                        store
                            .lock(tx, name)
                            .chain(() -> store.versions(tx, name))
                            .chain(all -> activate(tx, all, version, purpose))
                            .call(
                                active ->
                                    ledger.append(
                                        tx, entry("template.activated", actor, active)))));
  }

  /** What somebody sent for its fields, checked. */
  public Fields read(Template template, Map<String, ?> sent) {
    return Fields.read(template, sent);
  }

  /** A message for somebody of that name who reads these languages. */
  public Written write(Template template, Fields fields, String name, List<String> languages) {
    TemplateText text = template.textFor(languages);
    String greeting = Greetings.to(name, Locale.forLanguageTag(text.language()));
    return stencil(template, text).fill(fields, greeting);
  }

  /** The same of what is not kept yet. */
  Written preview(Content content, String language, Map<String, ?> sample) {
    Template template = first("preview", 1, content, false, "").requireSound();
    return write(template, read(template, sample), "", List.of(language));
  }

  private TemplateStencil stencil(Template template, TemplateText text) {
    if (template.state() == TemplateState.DRAFT) {
      return new TemplateStencil(template, text, publicUrl);
    }
    if (stencils.size() > MOST) {
      stencils.clear();
    }
    return stencils.computeIfAbsent(
        new Key(template.name(), template.version(), text.language()),
        _ -> new TemplateStencil(template, text, publicUrl));
  }

  private Template next(
      String name,
      List<Template> all,
      Content content,
      PurposesClient.Purpose purpose,
      String actor) {
    all.stream()
        .filter(one -> one.state() == TemplateState.DRAFT)
        .findFirst()
        .ifPresent(
            _ -> {
              throw new NotificationFailure.Taken("draft");
            });
    int version = all.isEmpty() ? 1 : all.getFirst().version() + 1;
    return first(name, version, content, purpose.isOptional(), actor).requireSound();
  }

  private Template first(
      String name, int version, Content content, boolean optional, String actor) {
    return new Template(
        name,
        version,
        TemplateState.DRAFT,
        content.purpose(),
        optional,
        content.fields(),
        content.texts(),
        actor,
        clock.now(),
        null,
        null);
  }

  private static Template rewritten(
      Template draft, Predicate<Template> isRead, Content content, String actor) {
    if (!isRead.test(draft)) {
      throw new NotificationFailure.ChangedMeanwhile();
    }
    return draft
        .rewrite(content.purpose(), content.fields(), content.texts(), actor)
        .requireSound();
  }

  private Uni<Template> activate(
      SqlConnection tx, List<Template> all, int version, PurposesClient.Purpose purpose) {
    Template active = find(all, version).activate(purpose.isOptional(), clock.now());
    Optional<Template> before =
        all.stream().filter(one -> one.state() == TemplateState.ACTIVE).findFirst();
    before.ifPresent(active::requireSendableLike);
    return before
        .map(one -> store.save(tx, one.supersede(clock.now())))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> store.save(tx, active))
        .replaceWith(active);
  }

  private static Template find(List<Template> all, int version) {
    return all.stream()
        .filter(one -> one.version() == version)
        .findFirst()
        .orElseThrow(Missing::new);
  }

  private static Entry entry(String action, String actor, Template template) {
    return new Entry(
        action,
        actor,
        null,
        Map.of(
            "template", template.name(),
            "version", template.version(),
            "purpose", template.purpose(),
            "hash", Objects.requireNonNull(template.contentHash())));
  }
}
