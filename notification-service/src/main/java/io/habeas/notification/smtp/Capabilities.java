package io.habeas.notification.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a relay said it can do, in its answer to EHLO.
 *
 * @param largest how many bytes a message may have; the relay need not say
 */
record Capabilities(Map<String, String> offered, OptionalLong largest) {
  static final Capabilities NONE = new Capabilities(Map.of(), OptionalLong.empty());

  /** The first line is a greeting; each other is a keyword with parameters (RFC 5321, 4.1.1.1). */
  static Capabilities of(Reply ehlo) {
    Map<String, String> offered = new HashMap<>();
    ehlo.text()
        .lines()
        .skip(1)
        .map(line -> line.strip().split("[ =]", 2))
        .forEach(
            words ->
                offered.merge(
                    words[0].toUpperCase(Locale.ROOT),
                    words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "",
                    (one, other) -> one + " " + other));
    return new Capabilities(offered, largest(offered.getOrDefault("SIZE", "")));
  }

  boolean has(String keyword) {
    return offered.containsKey(keyword);
  }

  Set<String> authentication() {
    return Set.of(offered.getOrDefault("AUTH", "").split(" ", -1));
  }

  private static OptionalLong largest(String size) {
    return size.matches("\\d{1,18}") && Long.parseLong(size) > 0
        ? OptionalLong.of(Long.parseLong(size))
        : OptionalLong.empty();
  }

  /** Whether a letter can be sent as it is. */
  Optional<Handover.Unfitness> unfitness(Letter<?> letter) {
    if (letter.content().length > largest.orElse(Long.MAX_VALUE)) {
      return Optional.of(Handover.Unfitness.TOO_LARGE);
    }
    if (letter.needsUtf8() && !has("SMTPUTF8")) {
      return Optional.of(Handover.Unfitness.NEEDS_SMTPUTF8);
    }
    if (!has("8BITMIME") && letter.isEightBit()) {
      return Optional.of(Handover.Unfitness.NEEDS_8BITMIME);
    }
    return Optional.empty();
  }

  /** {@code MAIL FROM} for a letter, with what this relay wants to be told of it. */
  String mail(Letter<?> letter) {
    StringBuilder command = new StringBuilder("MAIL FROM:<");
    letter.returnPath().map(Mailbox::address).ifPresent(command::append);
    command.append('>');
    if (has("SIZE")) {
      command.append(" SIZE=").append(letter.content().length);
    }
    if (letter.needsUtf8()) {
      command.append(" SMTPUTF8");
    }
    if (letter.isEightBit()) {
      command.append(" BODY=8BITMIME");
    }
    return command.toString();
  }
}
