package io.habeas.clock.mover;

import io.habeas.clock.BusinessClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Business time that can be moved: in tests by its methods, in the local stack by a file that holds
 * an ISO-8601 duration ({@code P29D}), which all services read, so that they move together.
 */
@Singleton
@Alternative
@Priority(1)
public class MovableClock implements BusinessClock {

  private static final Logger LOG = Logger.getLogger(MovableClock.class);
  private static final long REREAD_AFTER_NANOS = Duration.ofMillis(10).toNanos();

  private final Optional<Path> file;
  private volatile Duration offset = Duration.ZERO;
  private volatile long readAt = System.nanoTime() - REREAD_AFTER_NANOS;

  @Inject
  MovableClock(@ConfigProperty(name = "habeas.clock.file") Optional<String> file) {
    this.file = file.map(Path::of);
  }

  @Override
  public Instant now() {
    return Instant.now().plus(offset()).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public boolean moved() {
    return !offset().isZero();
  }

  /** Sets business time to this instant; it goes on from there. */
  public void moveTo(Instant instant) {
    offset = Duration.between(Instant.now(), instant);
  }

  /** Moves business time on by this much, back if negative. */
  public void advance(Duration by) {
    offset = offset.plus(by);
  }

  /** Sets business time to the system's again. */
  public void reset() {
    offset = Duration.ZERO;
  }

  private Duration offset() {
    if (file.isPresent() && System.nanoTime() - readAt >= REREAD_AFTER_NANOS) {
      readAt = System.nanoTime();
      offset = read(file.get());
    }
    return offset;
  }

  private Duration read(Path path) {
    try {
      return Files.exists(path) ? Duration.parse(Files.readString(path).strip()) : Duration.ZERO;
    } catch (IOException | DateTimeParseException e) {
      LOG.warnf(
          "the clock file cannot be read, business time stays where it is: %s", e.getMessage());
      return offset;
    }
  }
}
