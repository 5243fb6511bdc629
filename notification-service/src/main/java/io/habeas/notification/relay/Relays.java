package io.habeas.notification.relay;

import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All relays as one: letters go to whichever is up, in proportion to the weights. */
@Singleton
public class Relays {
  private final List<Relay> relays;

  @Inject
  Relays(
      RelaysConfig config,
      @ConfigProperty(name = "habeas.mailing.message-id-domain") String ourName) {
    this(config, ourName, System::nanoTime);
  }

  Relays(RelaysConfig config, String ourName, LongSupplier clock) {
    if (config.all().isEmpty()) {
      throw new IllegalStateException(
          "no relay to send mail by: set habeas.relays.<name>.host and .port");
    }
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    this.relays =
        config.all().entrySet().stream()
            .map(each -> new Relay(each.getKey(), each.getValue(), ourName, tls, clock))
            .toList();
  }

  /**
   * Hands over letters in their order until there are none or no relay is up. Blocks. Each letter
   * that was drawn is told of once; who sends them again, and when, is the caller's matter.
   *
   * @return whether a relay is up; if not, what was not drawn stays with the source
   */
  public <T> boolean handOver(Iterator<Letter<T>> letters, BiConsumer<Letter<T>, Handover> told) {
    while (letters.hasNext()) {
      Optional<Relay> relay = choose();
      if (relay.isEmpty()) {
        return false;
      }
      relay.get().handOver(letters, told);
    }
    return true;
  }

  /** The longest that one letter may take. */
  public Duration patience() {
    return relays.stream().map(Relay::patience).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Closes the sessions that nobody uses. */
  @PreDestroy
  public void closeIdle() {
    relays.forEach(Relay::closeIdle);
  }

  private synchronized Optional<Relay> choose() {
    List<Relay> up = relays.stream().filter(Relay::isUp).toList();
    Optional<Relay> chosen = up.stream().max(Comparator.comparingInt(Relay::gain));
    chosen.ifPresent(relay -> relay.pay(up.stream().mapToInt(Relay::weight).sum()));
    return chosen;
  }
}
