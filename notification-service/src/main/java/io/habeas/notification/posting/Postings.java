package io.habeas.notification.posting;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.merkle.Hashes;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
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
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks hourly, as any visitor would, whether the public page shows what was announced. */
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
  private final PostingStore store = new PostingStore();

  Postings(
      Pool pool,
      Policies policies,
      BusinessClock clock,
      SecurityClock securityClock,
      Vertx vertx,
      @ConfigProperty(name = "habeas.public-url") URI publicUrl) {
    this.pool = pool;
    this.policies = policies;
    this.clock = clock;
    this.securityClock = securityClock;
    this.publicUrl = publicUrl;
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
        .onItem()
        .transformToMulti(announced -> Multi.createFrom().iterable(announced))
        .onItem()
        .transformToUniAndConcatenate(
            version ->
                store
                    .all(pool, version.id())
                    .chain(probes -> isDue(probes) ? probe(version) : Uni.createFrom().voidItem())
                    .replaceWith(version))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** A look that failed is repeated with the next round, so that a short break stays short. */
  private boolean isDue(List<Probe> probes) {
    return probes.isEmpty()
        || !probes.getLast().shown()
        || probes.getLast().at().plus(BETWEEN).isBefore(securityClock.now());
  }

  private Uni<Void> probe(PolicyVersion version) {
    return page(version)
        .onFailure()
        .recoverWithItem("")
        .chain(
            body ->
                store.insert(
                    pool,
                    version.id(),
                    new Probe(
                        securityClock.now(),
                        clock.now(),
                        body.contains(version.texts().getFirst().html())),
                    hash(body)));
  }

  private Uni<String> page(PolicyVersion version) {
    String language = version.texts().getFirst().language();
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
