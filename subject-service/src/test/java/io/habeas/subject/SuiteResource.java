package io.habeas.subject;

import io.habeas.subject.vault.GenerateKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/** Key files of their own for the tests. */
public class SuiteResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory("habeas-keys");
      Path keyset = directory.resolve("keyset.json");
      Path indexKey = directory.resolve("index-key.json");
      GenerateKeys.generate(keyset, indexKey);
      return Map.of(
          "habeas.vault.keyset", keyset.toString(), "habeas.vault.index-key", indexKey.toString());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot make keys for tests", e);
    }
  }

  @Override
  public void stop() {
    // The temporary files may stay: their keys open nothing that outlives the tests.
  }
}
