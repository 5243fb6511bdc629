package io.habeas.notification.posting;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.merkle.Hashes;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks hourly, as any visitor would, whether the public page shows what was announced, in every
 * language, by the hash of the text.
 */
@Singleton
public class Postings {
  private static final Logger LOG = Logger.getLogger(Postings.class);
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pool pool;
  private final Policies policies;
  private final BusinessClock clock;
  private final SecurityClock securityClock;
  private final HttpClient visitor;
  private final URI publicUrl;
  private final MeterRegistry meters;
  private final PostingStore store = new PostingStore();

  /** Announced versions that the last look did not find as they were announced. */
  private final Set<UUID> notShown = ConcurrentHashMap.newKeySet();

  Postings(
      Pool pool,
      Policies policies,
      BusinessClock clock,
      SecurityClock securityClock,
      Vertx vertx,
      MeterRegistry meters,
      @ConfigProperty(name = "habeas.public-url") URI publicUrl) {
    this.pool = pool;
    this.policies = policies;
    this.clock = clock;
    this.securityClock = securityClock;
    this.publicUrl = publicUrl;
    this.meters = meters;
    meters.gaugeCollectionSize("habeas.posting.not.shown", Tags.empty(), notShown);
    this.visitor =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
  }

  /** Since when the page has shown a version without a gap, business time. */
  public Uni<Optional<Instant>> since(SqlClient client, UUID versionId) {
    return store.all(client, versionId).map(probes -> Cover.since(probes, securityClock.now()));
  }

  @Scheduled(
      every = "${habeas.posting.every:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return probeDue()
        .onFailure()
        .invoke(e -> LOG.warnf("the policy page could not be looked at: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Looks at every announced version that was not looked at for an hour. */
  public Uni<Void> probeDue() {
    return policies
        .announced()
        .invoke(this::forgetOthers)
        .onItem()
        .transformToMulti(announced -> Multi.createFrom().iterable(announced))
        .onItem()
        .transformToUniAndConcatenate(
            version ->
                store
                    .all(pool, version.id())
                    .chain(probes -> isDue(probes) ? probe(version) : known(version))
                    .replaceWith(version))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private void forgetOthers(List<PolicyVersion> announced) {
    notShown.retainAll(announced.stream().map(PolicyVersion::id).toList());
  }

  /** Somebody has looked within the hour, perhaps another replica, and it was there. */
  private Uni<Void> known(PolicyVersion version) {
    notShown.remove(version.id());
    return Uni.createFrom().voidItem();
  }

  /** A look that failed is repeated with the next round, so that a short break stays short. */
  private boolean isDue(List<Probe> probes) {
    return probes.isEmpty()
        || !probes.getLast().shown()
        || probes.getLast().at().plus(BETWEEN).isBefore(securityClock.now());
  }

  private Uni<Void> probe(PolicyVersion version) {
    return Multi.createFrom()
        .iterable(version.texts())
        .onItem()
        .transformToUniAndConcatenate(text -> look(version, text))
        .collect()
        .asList()
        .chain(looks -> keep(version, looks));
  }

  private Uni<Void> keep(PolicyVersion version, List<Look> looks) {
    boolean isShown = version.isAsFrozen() && looks.stream().allMatch(Look::isRight);
    tell(version, looks);
    Instant at = securityClock.now();
    Probe probe = new Probe(at, clock.now(), isShown);
    String hashes = looks.stream().map(look -> "" + look.shown()).collect(Collectors.joining(" "));
    return pool.withTransaction(
        tx ->
            store
                .insert(tx, version.id(), probe, hash(hashes))
                .chain(() -> store.insertLooks(tx, version.id(), at, looks)));
  }

  /** A gap costs days, and a wrong text is worse: whoever runs this hears of either at once. */
  private void tell(PolicyVersion version, List<Look> looks) {
    String name = version.document() + "/" + version.label();
    if (!version.isAsFrozen()) {
      LOG.errorf("the text of %s is not the one that was announced", name);
    }
    for (Look look : looks) {
      String result = look.isRight() ? "shown" : look.shown() == null ? "missing" : "wrong";
      meters.counter("habeas.posting.looks", "result", result).increment();
      if (!look.isRight()) {
        LOG.errorf(
            "the policy page does not show %s in %s: announced %s, shown %s",
            name, look.language(), look.announced(), look.shown());
      }
    }
    boolean isShown = looks.stream().allMatch(Look::isRight);
    if (isShown && version.isAsFrozen()) {
      notShown.remove(version.id());
    } else {
      notShown.add(version.id());
    }
  }

  private Uni<Look> look(PolicyVersion version, PolicyText text) {
    return page(version, text.language())
        .onFailure()
        .recoverWithItem("")
        .map(body -> Look.at(text, body));
  }

  private Uni<String> page(PolicyVersion version, String language) {
    URI address =
        publicUrl.resolve(
            "/policy/%s/versions/%s?lang=%s"
                .formatted(version.document(), version.label(), language));
    return visitor
        .request(new RequestOptions().setAbsoluteURI(address.toString()))
        .chain(request -> request.send())
        .chain(answer -> answer.body())
        .map(body -> body.toString(StandardCharsets.UTF_8.name()))
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }

  private static String hash(String body) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(body.getBytes(StandardCharsets.UTF_8)));
  }
}
