package io.habeas.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The default data source's pool, which never waits without end. A request for a connection fails
 * after {@link #LONGEST_WAIT}, whether the pool is exhausted or the server does not take new ones;
 * a connection on which the server owes an answer and sends nothing for {@link #LONGEST_SILENCE} is
 * cut, and the statement fails. A frozen server keeps its sockets open, so nothing below this would
 * ever tell.
 *
 * <p>A service with a second data source extends this class with that one's qualifier.
 */
@Singleton
public class BoundedPool implements PgPoolCreator {

  /** For a free connection, or for a new one. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** Of a server that owes an answer; longer than the wait for a lock that a statement sets. */
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

  private static final String CODEC = "codec";

  @Override
  public Pool create(Input input) {
    PoolOptions pool =
        new PoolOptions(input.poolOptions())
            .setConnectionTimeout(Math.toIntExact(LONGEST_WAIT.toSeconds()))
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    List<SqlConnectOptions> servers =
        input.pgConnectOptionsList().stream().<SqlConnectOptions>map(BoundedPool::bounded).toList();
    return PgBuilder.pool()
        .using(input.vertx())
        .with(pool)
        .connectingTo(servers)
        .withConnectHandler(BoundedPool::watch)
        .build();
  }

  private static PgConnectOptions bounded(PgConnectOptions server) {
    PgConnectOptions bounded = new PgConnectOptions(server);
    bounded.setConnectTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
    return bounded;
  }

  /** The client has no bound of its own for a statement, so this reaches for the socket. */
  private static void watch(SqlConnection connected) {
    Connection connection = ((SqlConnectionInternal) connected).unwrap();
    while (connection.unwrap() != connection) {
      connection = connection.unwrap();
    }
    ((SocketConnectionBase) connection)
        .socket()
        .channelHandlerContext()
        .pipeline()
        .addBefore(CODEC, "answer-watch", new AnswerWatch(LONGEST_SILENCE));
    connected.close();
  }
}
