package io.habeas.idempotency;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

@Path("/things")
public class TryResource {

  record Thing(String name, long millis) {}

  @Inject Idempotency idempotency;
  @Inject Caller caller;

  @POST
  @Permit(scope = "subject:write")
  public Uni<Response> create(@HeaderParam("Idempotency-Key") String key, Thing thing) {
    return idempotency.once(key, caller, "createThing", thing, tx -> insert(tx, thing));
  }

  private static Uni<Answer> insert(SqlConnection tx, Thing thing) {
    UUID id = UUID.randomUUID();
    return tx.preparedQuery("insert into thing (id, name) values ($1, $2)")
        .execute(Tuple.of(id, thing.name()))
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(thing.millis() + 1))
        .invoke(
            () -> {
              if (thing.name().equals("broken")) {
                throw new IllegalStateException("broken");
              }
            })
        .replaceWith(() -> Answer.created("/things/" + id, Map.of("id", id)));
  }
}
