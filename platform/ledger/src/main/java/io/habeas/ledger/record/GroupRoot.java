package io.habeas.ledger.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.merkle.Hashes;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a group's record says of its members. It stands beside the details and not in them, where
 * only the ledger writes.
 *
 * @param size how many they are
 * @param root over their {@link Commitments}
 */
public record GroupRoot(int size, byte[] root) {
  /** Its name in the record. */
  static final String NAME = "group";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of those commitments. */
  public static GroupRoot of(Commitments commitments) {
    return new GroupRoot(commitments.size(), commitments.root());
  }

  /** What a record names, if it is a group's. */
  public static Optional<GroupRoot> in(Map<String, ?> record) {
    return record.get(NAME) instanceof Map<?, ?> group
            && group.get("size") instanceof Integer size
            && group.get("root") instanceof String root
        ? Optional.of(new GroupRoot(size, Base64.getDecoder().decode(root)))
        : Optional.empty();
  }

  /** What a record's text names; most name none, and are not parsed. */
  public static Optional<GroupRoot> in(String json) {
    if (!json.contains("\"" + NAME + "\":")) {
      return Optional.empty();
    }
    try {
      return in(JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether these are the commitments that it names. */
  public boolean isOf(Commitments commitments) {
    return commitments.bytes().length == size * (long) Hashes.SIZE
        && Arrays.equals(commitments.root(), root);
  }

  Map<String, Object> fields() {
    return Map.of("size", size, "root", Base64.getEncoder().encodeToString(root));
  }
}
