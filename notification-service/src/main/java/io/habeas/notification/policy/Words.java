package io.habeas.notification.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.problem.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said in several languages: a reason that is published with a version. */
public final class Words {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Words() {}

  /** The words in that language, or in the next best. */
  public static String in(String language, Map<String, String> words) {
    String base = Locale.forLanguageTag(language).getLanguage();
    return words.entrySet().stream()
        .filter(each -> Locale.forLanguageTag(each.getKey()).getLanguage().equals(base))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> words.getOrDefault("en", words.values().stream().findFirst().orElse("")));
  }

  /** Words as they are kept. */
  public static Map<String, String> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words that are not JSON", e);
    }
  }

  /** Refuses words that are missing in a language in which the version is read. */
  public static void requireEveryLanguage(Map<String, String> words, PolicyVersion version) {
    List<String> missing =
        version.texts().stream()
            .map(PolicyText::language)
            .filter(language -> words.keySet().stream().noneMatch(language::equalsIgnoreCase))
            .toList();
    if (!missing.isEmpty()) {
      throw new Invalid("reason", "is missing in " + String.join(", ", missing));
    }
  }
}
