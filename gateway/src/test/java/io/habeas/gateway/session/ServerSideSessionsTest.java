package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(io.habeas.gateway.relay.PeersResource.class)
class ServerSideSessionsTest {

  @Inject Pool pool;

  @Test
  void aSessionIsFoundUntilItEndsAndTheTableAloneOpensNothing() {
    SessionId id = SessionId.random();
    Instant now = Instant.now();
    await(SessionStore.keep(pool, id.hash(), id.seal("secret"), now, now.plusSeconds(60)));

    byte[] row = await(SessionStore.find(pool, id.hash(), now)).orElseThrow();
    assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(id.open(row)).isEqualTo("secret");
    assertThat(await(SessionStore.find(pool, id.hash(), now.plusSeconds(61)))).isEmpty();

    await(SessionStore.end(pool, id.hash()));
    assertThat(await(SessionStore.find(pool, id.hash(), now))).isEmpty();
  }

  @Test
  void expiredSessionsGo() {
    SessionId id = SessionId.random();
    Instant now = Instant.now();
    await(SessionStore.keep(pool, id.hash(), id.seal("x"), now, now.plusSeconds(1)));

    await(SessionStore.dropExpired(pool, now.plusSeconds(2)));

    assertThat(await(SessionStore.find(pool, id.hash(), now))).isEmpty();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
