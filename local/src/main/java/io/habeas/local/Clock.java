package io.habeas.local;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the business clock of a local suite. Security time (tokens, leases, signatures) never
 * moves.
 *
 * @param data whose clock it is
 */
record Clock(DataDirectory data) {

  private static final Pattern STEP = Pattern.compile("([+-])(\\d+)([dhms])");

  /** No word: shows it; {@code +29d}: moves it on; {@code reset}: back to the system's time. */
  void run(List<String> words) {
    if (!words.isEmpty()) {
      move(words.getFirst());
    }
    Duration offset = offset();
    System.out.println(
        "Business time is "
            + Instant.now().plus(offset)
            + (offset.isZero()
                ? ", the system's."
                : ", " + readable(offset) + " from the system's."));
  }

  private void move(String word) {
    write(word.equals("reset") ? Duration.ZERO : offset().plus(step(word)));
  }

  /** How far the clock is ahead. */
  Duration offset() {
    try {
      return Files.exists(data.clock())
          ? Duration.parse(Files.readString(data.clock()).strip())
          : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DateTimeParseException e) {
      throw new Trouble(
          "clock", data.clock() + " is not a duration", "Say ./habeas clock reset", e);
    }
  }

  /** A step as people write it: {@code +29d}, {@code -2h}. */
  static Duration step(String word) {
    Matcher matcher = STEP.matcher(word.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new Trouble("clock", word + " is no step", "Say +29d, -2h or reset");
    }
    long count = Long.parseLong(matcher.group(1) + matcher.group(2));
    return switch (matcher.group(3)) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }

  private void write(Duration offset) {
    data.create();
    Path fresh = data.clock().resolveSibling("clock.new");
    try {
      Files.writeString(fresh, offset + "\n");
      Files.move(
          fresh, data.clock(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readable(Duration offset) {
    return (offset.isNegative() ? "" : "+")
        + offset.toDays()
        + " d "
        + Math.abs(offset.toHoursPart())
        + " h "
        + Math.abs(offset.toMinutesPart())
        + " min";
  }
}
