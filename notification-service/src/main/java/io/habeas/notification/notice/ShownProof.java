package io.habeas.notification.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.LedgerKeys;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof as a page shows it: the verdict of the library that anybody can run, with the key that we
 * publish, and then what it says.
 *
 * @param holds whether it verifies with our key
 * @param bounce whether it shows that a notice came back
 * @param verdict what the library says first
 * @param facts names as {@link ProofWords} has them, and values
 */
record ShownProof(
    boolean holds, boolean bounce, String verdict, boolean moved, String key, List<Fact> facts) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_YEAR = 2020;
  private static final int LAST_YEAR = 9999;

  /** One line of it. */
  record Fact(String name, String value) {}

  static ShownProof of(byte[] document, LedgerKeys keys, ProofWords words) {
    Verdict verdict = verify(document, keys);
    String first = verdict.lines().getFirst();
    return verdict instanceof Verdict.Holds
        ? shown(parsed(document), first, words)
        : new ShownProof(false, false, first, false, "", List.of());
  }

  private static ShownProof shown(JsonNode proof, String verdict, ProofWords words) {
    JsonNode leaf = proof.path("leaf");
    List<Fact> facts = new ArrayList<>();
    add(facts, words.document(), detail(proof, "document"));
    add(facts, words.version(), detail(proof, "version"));
    add(facts, words.channel(), detail(proof, "channel"));
    add(facts, words.announced(), detail(proof, "announcedAt"));
    add(facts, words.effective(), detail(proof, "effectiveAt"));
    add(facts, words.handedOver(), detail(proof, "acceptedAt"));
    boolean bounce = leaf.path("action").asText().equals("notice.bounced");
    if (bounce) {
      add(facts, words.cameBack(), leaf.path("at"));
      add(facts, words.status(), detail(proof, "status"));
    }
    add(facts, words.text(), detail(proof, "languageHash"));
    add(facts, words.entry(), leaf.path("id"));
    add(facts, words.logs(), leaf.path("log"));
    return new ShownProof(
        true,
        bounce,
        verdict,
        leaf.path("clockMoved").asBoolean(),
        proof.path("key").asText(),
        facts);
  }

  /** Of the subject's own part, or of what is the same for all of its batch. */
  private static JsonNode detail(JsonNode proof, String name) {
    JsonNode own = proof.path("member").path("record").path("details").path(name);
    return own.isMissingNode() ? proof.path("record").path("details").path(name) : own;
  }

  private static void add(List<Fact> facts, String name, JsonNode value) {
    if (value.isValueNode() && !value.asText().isEmpty()) {
      facts.add(new Fact(name, value.asText()));
    }
  }

  /** With the published key of the year that the document names; of no year, it fails anyway. */
  private static Verdict verify(byte[] document, LedgerKeys keys) {
    int year = parsed(document).path("leaf").path("log").asInt(0);
    return year < FIRST_YEAR || year > LAST_YEAR
        ? new ProofVerifier().verify(document)
        : new ProofVerifier(keys.of(year)).verify(document);
  }

  private static JsonNode parsed(byte[] document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
