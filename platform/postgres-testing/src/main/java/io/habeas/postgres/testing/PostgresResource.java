package io.habeas.postgres.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} its databases: of {@code databases=subject,vault} the first becomes
 * the default data source, each other one the data source of its name.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

  private List<String> names = List.of("habeas");

  @Override
  public void init(Map<String, String> arguments) {
    if (arguments.containsKey("databases")) {
      names = List.of(arguments.get("databases").split(","));
    }
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> config = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String prefix = i == 0 ? "quarkus.datasource." : "quarkus.datasource." + names.get(i) + ".";
      EmbeddedDatabase database = EmbeddedDatabase.create(names.get(i));
      config.put(prefix + "username", EmbeddedDatabase.USER);
      config.put(prefix + "password", EmbeddedDatabase.USER);
      config.put(prefix + "jdbc.url", database.jdbcUrl());
      config.put(prefix + "reactive.url", database.reactiveUrl());
    }
    return config;
  }

  @Override
  public void stop() {
    // The server serves the next test class too; it goes with the JVM.
  }
}
