package io.habeas.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.proof.Proof;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on a real PostgreSQL, honest and attacked. */
class SealedLogTest {
  @TempDir Path witnessDirectory;
  private TestLedger test;

  @BeforeEach
  void start() {
    test = new TestLedger(witnessDirectory, 16);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void anUntouchedLogIsIntactAcrossBatches() {
    test.append(50);
    test.seal();
    test.append(7);
    test.seal();

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Intact.class, intact -> assertThat(intact.size()).isEqualTo(57));
  }

  @Test
  void whatIsRolledBackIsNotThere() {
    assertThatThrownBy(
            () ->
                test.await(
                    test.pool.withTransaction(
                        tx ->
                            test.ledger
                                .append(tx, TestLedger.entry(UUID.randomUUID()))
                                .map(
                                    _ -> {
                                      throw new IllegalStateException("the caller fails");
                                    }))))
        .isInstanceOf(IllegalStateException.class);
    test.seal();

    assertThat(test.count("ledger_entry")).isZero();
  }

  @Test
  void aLateCommitIsNotSkipped() {
    var late = test.await(test.pool.getConnection());
    var tx = test.await(late.begin());
    test.await(test.ledger.append(late, TestLedger.entry(UUID.randomUUID())));
    test.append(5);
    test.seal();
    assertThat(test.count("ledger_leaf")).isZero();

    test.await(tx.commit());
    test.await(late.close());
    test.seal();

    assertThat(test.count("ledger_leaf")).isEqualTo(6);
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);
  }

  @Test
  void twoSealersAtOnceSealEachEntryOnce() {
    test.append(200);
    Sealer second = test.sealer();

    test.await(io.smallrye.mutiny.Uni.join().all(test.sealer.seal(), second.seal()).andFailFast());
    test.seal();

    assertThat(test.count("ledger_leaf")).isEqualTo(200);
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);
  }

  @Test
  void aCheckpointThatTheWitnessDidNotGetGoesThereNextTime() {
    test.append(3);
    test.seal();
    test.sql("update ledger_checkpoint set published_at = null");
    test.append(3);

    test.seal();

    assertThat(test.witness.names(Checkpoints.stream("test", test.log()))).hasSize(2);
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);
  }

  @Test
  void anEditedEntryIsNamed() {
    test.append(40);
    test.seal();
    test.sql("update ledger_entry set actor = 'client:nobody' where " + test.at(23));

    assertThat(test.verify())
        .isEqualTo(new Finding.Broken(23, "edited: the entry is not the one that was sealed"));
  }

  @Test
  void anEditedRecordIsNamed() {
    test.append(40);
    test.seal();
    test.sql(
        "update ledger_record set record = replace(record, 'told', 'gold') where entry_id ="
            + " (select entry_id from ledger_leaf where index = 11)");

    assertThat(test.brokenAt()).isEqualTo(11);
  }

  @Test
  void aRemovedEntryIsNamed() {
    test.append(40);
    test.seal();
    test.sql("delete from ledger_entry where " + test.at(5));

    assertThat(test.brokenAt()).isEqualTo(5);
  }

  @Test
  void anEntryRemovedWithItsPlaceIsNamed() {
    test.append(40);
    test.seal();
    test.sql("delete from ledger_leaf where index = 31");

    assertThat(test.brokenAt()).isEqualTo(31);
  }

  @Test
  void twoSwappedEntriesAreNamed() {
    test.append(40);
    test.seal();
    test.sql(
        "with a as (select entry_id from ledger_leaf where index = 8),"
            + " b as (select entry_id from ledger_leaf where index = 9)"
            + " update ledger_leaf l set entry_id = case when l.index = 8 then b.entry_id"
            + " else a.entry_id end from a, b where l.index in (8, 9)");

    assertThat(test.brokenAt()).isEqualTo(8);
  }

  @Test
  void anInsertedEntryIsFound() {
    test.append(20);
    test.seal();
    test.append(1);
    test.sql("update ledger_entry set xid = '3' where xid = (select max(xid) from ledger_entry)");

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class, broken -> assertThat(broken.what()).startsWith("inserted"));
  }

  @Test
  void aCutTailIsFoundByThePublishedCheckpoint() {
    test.append(20);
    test.seal();
    for (String table : List.of("ledger_leaf", "ledger_node")) {
      test.sql("delete from " + table + " where index >= 16");
    }
    test.sql("delete from ledger_checkpoint where size > 16");

    assertThat(test.verify())
        .isEqualTo(new Finding.Broken(16, "cut off: 20 entries were published, 16 are there"));
  }

  @Test
  void aFullRewriteIsFoundByThePublishedCheckpoint() {
    test.append(20);
    test.seal();
    test.sql("truncate ledger_leaf, ledger_node, ledger_checkpoint");
    test.sql("update ledger_entry set actor = 'client:other'");
    TestLedger attacker = test.withWitness(witnessDirectory.resolve("another"));
    attacker.seal();

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class, broken -> assertThat(broken.what()).startsWith("rewritten"));
  }

  @Test
  void whatIsNotPublishedIsKnown() {
    assertThat(test.allPublished()).isTrue();
    test.append(3);
    assertThat(test.allPublished()).isFalse();
    test.seal();
    assertThat(test.allPublished()).isTrue();
    test.append(20);
    test.seal();
    test.sql("update ledger_checkpoint set published_at = null where size > 3");
    assertThat(test.allPublished()).isFalse();
  }

  @Test
  void theAuditorsCommandTellsByItsExitCode() {
    test.append(9);
    test.seal();
    String[] arguments = {
      test.database(), witnessDirectory.toString(), "test", "" + test.log(), test.key().text()
    };

    assertThat(AuditLog.run(arguments, System.out, System.err)).isZero();
    test.sql("update ledger_entry set action = 'other.done' where " + test.at(4));
    assertThat(AuditLog.run(arguments, System.out, System.err)).isEqualTo(1);
    assertThat(AuditLog.run(new String[0], System.out, System.err)).isEqualTo(2);
  }

  @Test
  void aForgottenSubjectLeavesAnIntactLog() {
    UUID subject = UUID.randomUUID();
    test.append(5);
    test.await(test.pool.withTransaction(tx -> test.ledger.append(tx, TestLedger.entry(subject))));
    test.seal();

    test.await(test.pool.withTransaction(tx -> test.ledger.forget(tx, subject)));

    assertThat(test.count("ledger_record")).isEqualTo(5);
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);
  }

  @Test
  void everyPublishedEntryHasAProofThatVerifiesOffline() {
    Map<UUID, Entry> entries = new LinkedHashMap<>();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      UUID id = com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch();
      ids.add(id);
      entries.put(id, TestLedger.entry(UUID.randomUUID()));
    }
    test.await(test.pool.withTransaction(tx -> test.ledger.appendAll(tx, entries)));
    assertThat(test.proof(ids.getFirst())).isEmpty();
    test.seal();

    for (UUID id : ids) {
      Proof proof = test.proof(id).orElseThrow();
      Verdict verdict =
          new ProofVerifier(test.key()).verify(proof.toJson().getBytes(StandardCharsets.UTF_8));
      assertThat(verdict).isInstanceOf(Verdict.Holds.class);
    }
  }

  /** A logical backup comes back on a server whose transaction ids start small again. */
  @Test
  void aLogRestoredOnAnotherServerGoesOn() {
    test.append(20);
    test.seal();
    test.append(4);
    test.sql("update ledger_entry set xid = (xid::text::bigint + 1000000000)::text::xid8");
    test.sql(
        "update ledger_checkpoint set last_xid = (last_xid::text::bigint + 1000000000)::text::xid8");
    test.append(6);

    test.seal();
    test.append(2);
    test.seal();

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Intact.class, intact -> assertThat(intact.size()).isEqualTo(32));
  }
}
