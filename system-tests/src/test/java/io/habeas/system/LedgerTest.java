package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The auditor's command, on the log that the running notification-service has written and the
 * witness that it published to: honest, and in the hands of somebody who owns the database.
 */
@Order(9)
class LedgerTest {

  private static LedgerCopy copy;

  @BeforeAll
  static void writeALogAndCopyIt() throws SQLException, IOException {
    for (int i = 1; i <= 4; i++) {
      Policy policy = new Policy("ledger-" + i).create();
      policy.draft("1.0", "# What is kept\n\nNumber " + i + ".\n");
    }
    Waiting.until("everything is sealed and published", Duration.ofMinutes(3), Ledgers::isSettled);
    copy = LedgerCopy.make();
  }

  @AfterAll
  static void dropTheCopy() throws SQLException {
    if (copy != null) {
      copy.drop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject", "consent", "disclosure", "notification"})
  @Order(1)
  void theLogOfARunningServiceIsIntact(String service) {
    assertThat(Suite.RUNNING.audit(service)).contains("intact: ").endsWith("exit 0");
  }

  @Test
  @Order(2)
  void anEditedEntryIsNamedAndPutBackItIsIntactAgain() throws SQLException {
    assertIntact();
    long victim = copy.size() - 3;

    String actor = copy.text("select actor from ledger_entry where " + LedgerCopy.at(victim));
    copy.run("update ledger_entry set actor = 'client:nobody' where " + LedgerCopy.at(victim));
    assertBroken("broken at entry " + victim + ": edited: the entry is not the one");

    copy.run("update ledger_entry set actor = '" + actor + "' where " + LedgerCopy.at(victim));
    assertIntact();
  }

  @Test
  @Order(3)
  void anEditedRecordIsNamed() throws SQLException {
    long victim = copy.size() - 2;
    String where = "where entry_id = " + LedgerCopy.entryAt(victim);

    copy.run("update ledger_record set record = record || ' ' " + where);
    assertBroken("broken at entry " + victim + ": edited: the record is not the one");

    copy.run("update ledger_record set record = left(record, -1) " + where);
    assertIntact();
  }

  /** The mailings of the tests before this one were settled in batches. */
  @Test
  @Order(3)
  void anEditedPartOfABatchIsNamed() throws SQLException {
    String batch = "'" + copy.text("select min(entry_id::text) from ledger_member") + "'";
    String index = copy.text("select index::text from ledger_leaf where entry_id = " + batch);
    String places = "select min(place) from ledger_member where entry_id = " + batch;
    String victim = "where entry_id = %s and place = (%s)".formatted(batch, places);

    copy.run("update ledger_member set record = record || ' ' " + victim);
    assertBroken("broken at entry " + index + ": edited: its member ");

    copy.run("update ledger_member set record = left(record, -1) " + victim);
    assertIntact();
  }

  @Test
  @Order(4)
  void aCutTailIsFoundByThePublishedCheckpoint() throws SQLException {
    long size = copy.size();
    long left = size - 2;

    copy.cutTo(left);
    assertBroken(
        "broken at entry %d: cut off: %d entries were published, %d are there"
            .formatted(left, size, left));

    copy.refill();
    assertIntact();
  }

  @Test
  @Order(5)
  void aRewriteThatFitsTogetherIsFoundByThePublishedCheckpoint() throws SQLException, IOException {
    copy.rewrite(copy.size() - 2, "client:nobody");

    Ledgers.Audit blind = copy.audit(Files.createTempDirectory("habeas-no-witness-"));
    assertThat(blind.said()).as("nothing in the database betrays it").startsWith("intact: ");
    assertThat(copy.audit().said()).contains(": rewritten: entries ").contains(" were published");
    assertThat(copy.audit().exit()).isEqualTo(1);

    copy.refill();
    assertIntact();
  }

  @Test
  @Order(6)
  void aCheckpointThatTheKeyDidNotSignIsFound() throws IOException {
    Path last = lastCheckpoint();
    String note = Files.readString(last);
    List<String> lines = note.lines().toList();
    Files.writeString(last, note.replace(lines.get(2), flipped(lines.get(2))));

    assertBroken("in the witness is not signed by the log's key");

    Files.writeString(last, note);
    assertIntact();
  }

  private static Path lastCheckpoint() {
    try (Stream<Path> files = Files.list(Ledgers.checkpoints(copy.witness()))) {
      return files.sorted().reduce((_, later) -> later).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String flipped(String base64) {
    byte[] root = java.util.Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    root[0] ^= 1;
    return java.util.Base64.getEncoder().encodeToString(root);
  }

  private static void assertIntact() {
    Ledgers.Audit audit = copy.audit();
    assertThat(audit.exit()).as(audit.said()).isZero();
    assertThat(audit.said()).startsWith("intact: ");
  }

  private static void assertBroken(String line) {
    Ledgers.Audit audit = copy.audit();
    assertThat(audit.said()).contains(line);
    assertThat(audit.exit()).isEqualTo(1);
  }
}
