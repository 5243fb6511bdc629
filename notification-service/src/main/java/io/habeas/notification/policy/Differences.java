package io.habeas.notification.policy;

import io.habeas.notification.difference.TextDifference;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How two versions differ, off the event loop; what was compared lately is remembered. */
@Singleton
public class Differences {
  private static final int REMEMBERED = 60;

  private final Map<String, TextDifference> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextDifference> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Two versions in one language.
   *
   * @param from null where nothing bound before, or where it had no such language
   */
  public record Compared(
      PolicyVersion to, @Nullable PolicyVersion from, PolicyText text, TextDifference difference) {}

  /** Compares two versions in the language in which the later one is read best. */
  public Uni<Compared> between(
      @Nullable PolicyVersion from, PolicyVersion to, List<String> languages) {
    PolicyText text = to.textFor(languages);
    PolicyText old =
        from == null
            ? null
            : from.texts().stream()
                .filter(each -> each.language().equalsIgnoreCase(text.language()))
                .findFirst()
                .orElse(null);
    return between(old == null ? "" : old.markdown(), text.markdown())
        .map(difference -> new Compared(to, old == null ? null : from, text, difference));
  }

  /** Compares two texts. */
  Uni<TextDifference> between(String before, String after) {
    return Uni.createFrom()
        .item(() -> compare(before, after))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** On a worker, so no event loop ever waits for what was compared lately. */
  private TextDifference compare(String before, String after) {
    String key = PolicyText.sha256(before) + PolicyText.sha256(after);
    synchronized (lately) {
      TextDifference known = lately.get(key);
      if (known != null) {
        return known;
      }
    }
    TextDifference difference = TextDifference.between(before, after);
    synchronized (lately) {
      lately.put(key, difference);
    }
    return difference;
  }
}
