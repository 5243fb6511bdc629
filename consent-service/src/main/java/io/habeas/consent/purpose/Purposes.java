package io.habeas.consent.purpose;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The registry of purposes, read once. */
@ApplicationScoped
public class Purposes {

  private static final String RESOURCE = "purposes.json";

  private final Purpose.Registry registry;
  private final Map<String, Purpose> byName;

  @Inject
  Purposes(ObjectMapper json) {
    this.registry = read(json);
    this.byName =
        registry.purposes().stream().collect(Collectors.toMap(Purpose::name, Function.identity()));
  }

  /** All purposes and the registry's version. */
  public Purpose.Registry registry() {
    return registry;
  }

  /** The purpose of this name, if it uses this channel. */
  public Optional<Purpose> find(String name, Channel channel) {
    return Optional.ofNullable(byName.get(name))
        .filter(purpose -> purpose.channels().contains(channel));
  }

  private static Purpose.Registry read(ObjectMapper json) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
      return json.readValue(Objects.requireNonNull(in, RESOURCE), Purpose.Registry.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the registry of purposes cannot be read", e);
    }
  }
}
