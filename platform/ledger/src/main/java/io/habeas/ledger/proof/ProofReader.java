package io.habeas.ledger.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a {@link Proof}, strictly: no member too many or too few, none twice, no
 * second spelling of a value. So whatever differs from the document that was given out, but for
 * white space between its members, is refused or fails to verify.
 */
final class ProofReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "format", "leaf", "record", "salt", "index", "path", "checkpoint", "key", "attachments");

  /** What a document about a member has beside these, and what that has. */
  private static final String MEMBER = "member";

  private static final Set<String> MEMBERS_OF_PART = Set.of("record", "salt", "place", "path");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build());
  }

  private ProofReader() {}

  static Proof read(byte[] document) {
    Map<String, Object> members = parse(document);
    boolean ofMember = Proof.OF_MEMBER.equals(members.get("format"));
    if (!ofMember && !Proof.OF_ENTRY.equals(members.get("format"))) {
      throw new UnreadableProof(
          "its format is neither " + Proof.OF_ENTRY + " nor " + Proof.OF_MEMBER);
    }
    Set<String> names = new HashSet<>(members.keySet());
    if (names.remove(MEMBER) != ofMember || !names.equals(MEMBERS)) {
      throw new UnreadableProof("its members are not those of a proof");
    }
    return new Proof(
        object(members, "leaf"),
        object(members, "record"),
        ofMember ? part(object(members, MEMBER)) : null,
        bytes(text(members.get("salt"), "salt"), "salt"),
        number(members.get("index"), "index"),
        path(members.get("path")),
        text(members.get("checkpoint"), "checkpoint"),
        text(members.get("key"), "key"),
        texts(object(members, "attachments")));
  }

  private static Proof.Part part(Map<String, Object> members) {
    if (!members.keySet().equals(MEMBERS_OF_PART)) {
      throw new UnreadableProof("its member is not one of a group");
    }
    return new Proof.Part(
        object(members, "record"),
        bytes(text(members.get("salt"), "salt"), "salt"),
        number(members.get("place"), "place"),
        path(members.get("path")));
  }

  private static Map<String, Object> parse(byte[] document) {
    try {
      @Nullable Map<String, Object> members =
          JSON.readValue(document, new TypeReference<Map<String, Object>>() {});
      return members == null ? Map.of() : members;
    } catch (IOException e) {
      throw new UnreadableProof("it is not JSON");
    }
  }

  private static Map<String, Object> object(Map<String, Object> members, String name) {
    if (members.get(name) instanceof Map<?, ?> map) {
      Map<String, Object> copy = new HashMap<>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
      return copy;
    }
    throw new UnreadableProof(name + " is not an object");
  }

  private static List<byte[]> path(@Nullable Object value) {
    if (!(value instanceof List<?> steps) || steps.size() > Long.SIZE) {
      throw new UnreadableProof("path is not a list of hashes");
    }
    List<byte[]> path = new ArrayList<>();
    steps.forEach(step -> path.add(bytes(text(step, "path"), "path")));
    return path;
  }

  private static Map<String, String> texts(Map<String, Object> attachments) {
    Map<String, String> texts = new HashMap<>();
    attachments.forEach((hash, value) -> texts.put(hash, text(value, "attachments")));
    return texts;
  }

  private static long number(@Nullable Object value, String name) {
    return switch (value) {
      case Integer i -> i;
      case Long l -> l;
      case null, default -> throw new UnreadableProof(name + " is not a whole number");
    };
  }

  private static String text(@Nullable Object value, String name) {
    if (value instanceof String text) {
      return text;
    }
    throw new UnreadableProof(name + " is not text");
  }

  private static byte[] bytes(String base64, String name) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      // The decoder lets the last bits pass whatever they are.
      if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // answered below, as any other text that is no base64
    }
    throw new UnreadableProof(name + " is not base64");
  }
}
