package io.habeas.notification.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Somebody who has something to say to a subject no later than anything else is said to it. */
public interface BeforeContact {
  /** A message to this subject is being queued; what is queued here goes before it. */
  Uni<Void> before(SqlConnection tx, UUID subject);
}
