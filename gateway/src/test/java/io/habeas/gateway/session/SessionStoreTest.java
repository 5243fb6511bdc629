package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class SessionStoreTest {

  @Inject Pool pool;

  @Test
  void aSessionIsFoundUntilItEndsAndTheTableAloneOpensNothing() {
    SessionId id = SessionId.random();
    Instant now = Instant.now();
    keep(id, "secret", now, now.plusSeconds(60));

    byte[] row =
        Objects.requireNonNull(
            await(SlotStore.find(pool, id.hash(), "session", now)).orElseThrow().sealed());
    assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(id.open(row)).isEqualTo("secret");
    assertThat(await(SlotStore.find(pool, id.hash(), "session", now.plusSeconds(61)))).isEmpty();

    await(SessionStore.end(pool, id.hash()));
    assertThat(await(SlotStore.find(pool, id.hash(), "session", now))).isEmpty();
  }

  @Test
  void expiredSessionsGo() {
    SessionId id = SessionId.random();
    Instant now = Instant.now();
    keep(id, "x", now, now.plusSeconds(1));

    await(SessionStore.dropExpired(pool, now.plusSeconds(2)));

    assertThat(await(SlotStore.find(pool, id.hash(), "session", now))).isEmpty();
  }

  private void keep(SessionId id, String secret, Instant now, Instant until) {
    SessionStore.SignedIn nobody = new SessionStore.SignedIn(null, null);
    await(SessionStore.keep(pool, id.hash(), nobody, now, until));
    await(SlotStore.put(pool, id.hash(), "session", id.seal(secret), until));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
