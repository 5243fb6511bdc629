package io.habeas.notification.purpose;

import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What purposes there are. */
@Singleton
public class Purposes {
  private final PurposesClient client;

  Purposes(@RestClient PurposesClient client) {
    this.client = client;
  }

  /**
   * The purpose of that name.
   *
   * @throws Invalid if the registry has none
   */
  public Uni<PurposesClient.Purpose> require(String name) {
    return client
        .registry()
        .map(
            registry ->
                registry.purposes().stream()
                    .filter(purpose -> purpose.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Invalid("purpose", "is not in the registry")));
  }
}
