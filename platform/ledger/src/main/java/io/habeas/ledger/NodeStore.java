package io.habeas.ledger;

import io.habeas.ledger.merkle.Nodes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The complete subtrees of the logs. */
final class NodeStore {
  /** Primary key of ledger_node. */
  private static final String READ =
      """
      select n.level, n.index, n.hash
      from unnest($2::smallint[], $3::bigint[]) as wanted (level, index)
      join ledger_node n on n.log = $1 and n.level = wanted.level and n.index = wanted.index
      """;

  private static final String INSERT =
      """
      insert into ledger_node (log, level, index, hash)
      select $1::smallint, n.level, n.index, n.hash
      from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as n (level, index, hash)
      """;

  private static final byte[] UNREAD = new byte[0];

  /** A subtree of a log. */
  record Node(int level, long index, byte[] hash) {}

  private record Place(int level, long index) {}

  /**
   * Computes something from a log's nodes in one query: a dry run tells which nodes it asks for,
   * the real one has them.
   */
  <T> Uni<T> compute(SqlClient client, int log, Function<Nodes, T> computation) {
    Set<Place> wanted = new LinkedHashSet<>();
    T _ =
        computation.apply(
            (level, index) -> {
              wanted.add(new Place(level, index));
              return UNREAD;
            });
    return read(client, log, wanted)
        .map(found -> computation.apply((level, index) -> node(found, new Place(level, index))));
  }

  Uni<Void> insert(SqlClient tx, int log, List<Node> nodes) {
    io.vertx.sqlclient.Tuple row = io.vertx.sqlclient.Tuple.of((short) log);
    row.addArrayOfShort(nodes.stream().map(n -> (short) n.level()).toArray(Short[]::new));
    row.addArrayOfLong(nodes.stream().map(Node::index).toArray(Long[]::new));
    row.addArrayOfBuffer(nodes.stream().map(n -> Buffer.buffer(n.hash())).toArray(Buffer[]::new));
    return tx.preparedQuery(INSERT).execute(Tuple.newInstance(row)).replaceWithVoid();
  }

  private static byte[] node(Map<Place, byte[]> found, Place place) {
    byte[] hash = found.get(place);
    if (hash == null) {
      throw new IllegalStateException("the log has lost its node " + place);
    }
    return hash;
  }

  private static Uni<Map<Place, byte[]>> read(SqlClient client, int log, Set<Place> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<Place> places = new ArrayList<>(wanted);
    io.vertx.sqlclient.Tuple row = io.vertx.sqlclient.Tuple.of((short) log);
    row.addArrayOfShort(places.stream().map(p -> (short) p.level()).toArray(Short[]::new));
    row.addArrayOfLong(places.stream().map(Place::index).toArray(Long[]::new));
    return client
        .preparedQuery(READ)
        .execute(Tuple.newInstance(row))
        .map(
            rows -> {
              Map<Place, byte[]> found = new HashMap<>();
              for (Row each : rows) {
                found.put(
                    new Place(each.getInteger("level"), each.getLong("index")),
                    each.getBuffer("hash").getBytes());
              }
              return found;
            });
  }
}
