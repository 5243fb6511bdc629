package io.habeas.notification.report;

import io.habeas.notification.report.Report.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code message/delivery-status} (RFC 3464). Where it speaks of several recipients, the notice
 * has failed only if it has failed all of them: an alias that reaches one of three has reached.
 */
final class DeliveryStatus {
  private static final int MOST_RECIPIENTS = 200;

  private DeliveryStatus() {}

  private record Recipient(Kind kind, String status) {}

  static Optional<Report> read(String text) {
    List<Recipient> recipients =
        Stream.of(text.replace("\r", "").split("\n[ \t]*\n", MOST_RECIPIENTS))
            .map(Fields::read)
            .map(DeliveryStatus::recipient)
            .flatMap(Optional::stream)
            .toList();
    return Stream.of(Kind.DELIVERED, Kind.DELAYED, Kind.FAILED)
        .flatMap(kind -> recipients.stream().filter(one -> one.kind() == kind))
        .findFirst()
        .map(one -> Report.of(one.kind(), one.status()));
  }

  private static Optional<Recipient> recipient(Fields group) {
    Optional<String> said =
        Statuses.enhanced(group.text("status"))
            .or(() -> Statuses.enhanced(group.text("diagnostic-code")));
    String action = group.text("action").toLowerCase(Locale.ROOT).split("[\\s;(]", 2)[0];
    Optional<Kind> kind =
        switch (action) {
          case "failed" -> Optional.of(Kind.FAILED);
          case "delayed" -> Optional.of(Kind.DELAYED);
          case "delivered", "relayed", "expanded" -> Optional.of(Kind.DELIVERED);
          default -> said.map(Statuses::kind);
        };
    return kind.map(known -> new Recipient(known, said.orElse(Statuses.unknown(known))));
  }
}
