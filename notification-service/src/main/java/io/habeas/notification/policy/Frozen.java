package io.habeas.notification.policy;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.record.CanonicalJson;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What of a version is frozen when it is announced, as a hash that every proof names. */
final class Frozen {
  private Frozen() {}

  /** SHA-256, hex, of what it says, of whom it concerns, and of why it is not material. */
  static String hash(PolicyVersion version) {
    Map<String, Object> frozen = new HashMap<>();
    frozen.put("document", version.document());
    frozen.put("label", version.label());
    frozen.put("material", version.material());
    frozen.put("changes", version.changes());
    frozen.put("sections", PolicyVersion.written(version.sections()));
    frozen.put("texts", texts(version, PolicyText::frozen));
    NotMaterial judged = version.notMaterial();
    if (judged != null) {
      frozen.put("notMaterial", judged.reason());
    }
    return sha256(frozen);
  }

  /** As versions were frozen that were announced before sections had tags. */
  static String earlyHash(PolicyVersion version) {
    return sha256(
        Map.of(
            "document", version.document(),
            "label", version.label(),
            "material", true,
            "changes", version.changes(),
            "texts", texts(version, PolicyText::frozenEarly)));
  }

  private static List<Map<String, String>> texts(
      PolicyVersion version, Function<PolicyText, Map<String, String>> part) {
    return version.texts().stream()
        .sorted(Comparator.comparing(PolicyText::language))
        .map(part)
        .toList();
  }

  private static String sha256(Map<String, Object> frozen) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(CanonicalJson.bytes(frozen)));
  }
}
