package io.habeas.notification.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a relay said it can do, in its answer to EHLO. */
record Capabilities(Map<String, String> offered) {
  static final Capabilities NONE = new Capabilities(Map.of());

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
    return new Capabilities(offered);
  }

  boolean has(String keyword) {
    return offered.containsKey(keyword);
  }

  Set<String> authentication() {
    return Set.of(offered.getOrDefault("AUTH", "").split(" ", -1));
  }

  /** How many bytes a message may have; the relay need not say. */
  Optional<Long> largest() {
    String size = offered.getOrDefault("SIZE", "");
    return size.matches("\\d{1,18}")
        ? Optional.of(Long.valueOf(size)).filter(limit -> limit > 0)
        : Optional.empty();
  }

  /** Whether a letter can be sent as it is. */
  Optional<Handover.Unfitness> unfitness(Letter<?> letter) {
    if (largest().filter(limit -> letter.content().length > limit).isPresent()) {
      return Optional.of(Handover.Unfitness.TOO_LARGE);
    }
    if (letter.needsUtf8() && !has("SMTPUTF8")) {
      return Optional.of(Handover.Unfitness.NEEDS_SMTPUTF8);
    }
    if (letter.isEightBit() && !has("8BITMIME")) {
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
