package io.habeas.system;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The ledger's tables in a database of their own beside the service's, with a copy of the witness:
 * what is done to them harms nobody. It is owned by somebody who can do everything to rows.
 */
final class LedgerCopy {

  private static final String DATABASE = "ledger_copy";
  private static final String OWNER = "postgres";
  private static final Path MIGRATIONS = Path.of("platform/ledger/src/main/resources/db/ledger");
  private static final List<String> TABLES =
      List.of(
          "ledger_entry",
          "ledger_record",
          "ledger_group",
          "ledger_member",
          "ledger_leaf",
          "ledger_node",
          "ledger_checkpoint");

  /** The leaf as the log hashes it: sorted names, no blanks, base64, an instant of Java. */
  private static final String LEAF =
      """
      select e.id, e.at, e.clock_moved, e.bucket, e.action, e.actor,
             encode(e.commitment, 'base64') as commitment
      from ledger_entry e where e.log = %d and e.id = %s
      """;

  private static final String CUT =
      """
      delete from ledger_record r using ledger_leaf l
      where l.log = %1$d and l.index >= %2$d and r.log = l.log and r.entry_id = l.entry_id;
      delete from ledger_group g using ledger_leaf l
      where l.log = %1$d and l.index >= %2$d and g.log = l.log and g.entry_id = l.entry_id;
      delete from ledger_member m using ledger_leaf l
      where l.log = %1$d and l.index >= %2$d and m.log = l.log and m.entry_id = l.entry_id;
      delete from ledger_entry e using ledger_leaf l
      where l.log = %1$d and l.index >= %2$d and e.log = l.log and e.id = l.entry_id;
      delete from ledger_leaf where log = %1$d and index >= %2$d;
      delete from ledger_node where log = %1$d and (index + 1) << level > %2$d;
      delete from ledger_checkpoint where log = %1$d and size > %2$d;
      insert into ledger_checkpoint (log, size, note, last_xid)
      select %1$d, %2$d, 'forged', max(xid) from ledger_entry where log = %1$d
      on conflict do nothing;
      """;

  private final Path witness;
  private final Map<String, byte[]> rows = new LinkedHashMap<>();

  private LedgerCopy(Path witness) {
    this.witness = witness;
  }

  /** The witness first: a log that grows meanwhile is no finding. */
  static LedgerCopy make() throws SQLException, IOException {
    LedgerCopy copy = new LedgerCopy(Files.createTempDirectory("habeas-witness-copy-"));
    copyTree(Ledgers.witness(), copy.witness);
    copy.readRows();
    try (Connection server = connect(OWNER);
        Statement statement = server.createStatement()) {
      statement.execute("drop database if exists " + DATABASE);
      statement.execute("create database " + DATABASE);
    }
    for (Path migration : migrations()) {
      copy.run(Files.readString(migration));
    }
    copy.refill();
    return copy;
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(Suite.RUNNING.root().resolve(MIGRATIONS))) {
      return files.sorted().toList();
    }
  }

  Path witness() {
    return witness;
  }

  /** Puts everything back to what was copied. */
  void refill() throws SQLException {
    try (Connection database = connect(DATABASE);
        Statement statement = database.createStatement()) {
      for (Map.Entry<String, byte[]> table : rows.entrySet()) {
        statement.execute("truncate " + table.getKey());
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy " + table.getKey() + " from stdin (format binary)",
                new ByteArrayInputStream(table.getValue()));
      }
      statement.execute("analyze"); // without statistics the planner reads the log the slow way
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void drop() throws SQLException {
    try (Connection server = connect(OWNER);
        Statement statement = server.createStatement()) {
      statement.execute("drop database if exists " + DATABASE + " with (force)");
    }
  }

  Ledgers.Audit audit() {
    return audit(witness);
  }

  Ledgers.Audit audit(Path otherWitness) {
    String password = Suite.RUNNING.secret("database." + OWNER);
    return Ledgers.audit(OWNER, password, DATABASE, otherWitness);
  }

  /** How many entries are sealed. */
  long size() throws SQLException {
    return Long.parseLong(
        text("select max(size)::text from ledger_checkpoint where log = " + Ledgers.YEAR));
  }

  /** The condition on ledger_entry for the entry at this place in the log. */
  static String at(long index) {
    return "id = " + entryAt(index);
  }

  static String entryAt(long index) {
    return "(select entry_id from ledger_leaf where log = %d and index = %d)"
        .formatted(Ledgers.YEAR, index);
  }

  /** Removes the last entries so that what is left fits together and looks like all there was. */
  void cutTo(long left) throws SQLException {
    run(CUT.formatted(Ledgers.YEAR, left));
  }

  /** Changes who did it, and every hash above, so that the database agrees with itself. */
  void rewrite(long index, String actor) throws SQLException {
    run("update ledger_entry set actor = '" + actor + "' where " + at(index));
    byte[] hash = hash(0x00, leaf(index).getBytes(StandardCharsets.UTF_8));
    long place = index;
    for (int level = 0; hash != null; level++, place >>= 1) {
      setNode(level, place, hash);
      byte[] left = node(level, place & ~1L);
      byte[] right = node(level, place | 1L);
      hash = left == null || right == null ? null : hash(0x01, left, right);
    }
  }

  private static String leaf(ResultSet row) throws SQLException {
    return """
    {"action":"%s","actor":"%s","at":"%s","bucket":%d,"clockMoved":%b,"commitment":"%s",\
    "id":"%s","log":%d}"""
        .formatted(
            row.getString("action"),
            row.getString("actor"),
            row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
            row.getInt("bucket"),
            row.getBoolean("clock_moved"),
            row.getString("commitment"),
            row.getString("id"),
            Ledgers.YEAR);
  }

  private String leaf(long index) throws SQLException {
    try (Connection database = connect(DATABASE);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(LEAF.formatted(Ledgers.YEAR, entryAt(index)))) {
      row.next();
      return leaf(row);
    }
  }

  private void setNode(int level, long index, byte[] hash) throws SQLException {
    String sql =
        "update ledger_node set hash = ? where log = %d and level = %d and index = %d"
            .formatted(Ledgers.YEAR, level, index);
    try (Connection database = connect(DATABASE);
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setBytes(1, hash);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("no node at level " + level + ", index " + index);
      }
    }
  }

  private byte @Nullable [] node(int level, long index) throws SQLException {
    String sql =
        "select hash from ledger_node where log = %d and level = %d and index = %d"
            .formatted(Ledgers.YEAR, level, index);
    try (Connection database = connect(DATABASE);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  /** RFC 9162, 2.1.1. */
  private static byte[] hash(int prefix, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) prefix);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String query) throws SQLException {
    try (Connection database = connect(DATABASE);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  void run(String sql) throws SQLException {
    try (Connection database = connect(DATABASE);
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private void readRows() throws SQLException {
    try (Connection database = Suite.RUNNING.database(Ledgers.SERVICE)) {
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      database.setAutoCommit(false);
      for (String table : TABLES) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (select * from " + table + ") to stdout (format binary)", out);
        rows.put(table, out.toByteArray());
      }
      database.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + Suite.RUNNING.databasePort() + "/" + database,
        OWNER,
        Suite.RUNNING.secret("database." + OWNER));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
