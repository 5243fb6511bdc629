package io.habeas.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.local.calls.CallTable;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path directory;

  private Settings settings;

  @BeforeEach
  void read() {
    Installation project =
        new Installation(Path.of("..").toAbsolutePath().normalize(), directory, new Properties());
    DataDirectory data = new DataDirectory(directory.resolve("suite")).create();
    settings = new Settings(data, Secrets.of(data), new Ports(9000), CallTable.of(project), false);
  }

  @Test
  void everyServiceListensOnLoopbackAndBelievesTokensForItselfOnly() {
    for (String service : Services.NAMES) {
      assertThat(settings.of(service))
          .containsEntry("quarkus.http.host", "127.0.0.1")
          .containsEntry("mp.jwt.verify.audiences", service)
          .containsEntry("mp.jwt.verify.issuer", "http://localhost:9005/realms/habeas");
    }
  }

  /** A later file of the platform is numbered below those that a service has applied already. */
  @Test
  void everyServiceTakesALaterFileOfThePlatform() throws IOException {
    for (String service : Services.NAMES) {
      Path file = Path.of("..", service + "-service", "src/main/resources/application.properties");
      Properties own = new Properties();
      try (InputStream in = Files.newInputStream(file)) {
        own.load(in);
      }
      assertThat(own)
          .as(service)
          .containsEntry("quarkus.flyway.out-of-order", "true")
          .containsEntry("quarkus.flyway.ignore-migration-patterns", "*:missing,*:future");
    }
  }

  @Test
  void aFirstSignInWorksWithThePrintedPasswordUnlessTheSecondFactorIsAskedFor() {
    Installation project =
        new Installation(Path.of("..").toAbsolutePath().normalize(), directory, new Properties());
    DataDirectory data = new DataDirectory(directory.resolve("suite"));
    Settings strict =
        new Settings(data, Secrets.of(data), new Ports(9000), CallTable.of(project), true);

    for (String part :
        new String[] {"subject", "consent", "disclosure", "notification", "gateway"}) {
      assertThat(settings.of(part)).doesNotContainKey("habeas.access.desk-acr");
      assertThat(strict.of(part)).containsEntry("habeas.access.desk-acr", "2");
    }
  }

  @Test
  void aTokenIsAskedForByCalleeWithTheScopesOfTheCallTable() {
    assertThat(settings.of("notification"))
        .containsEntry(
            "quarkus.oidc-client.subject.scopes",
            "subject:audience,subject:contact,subject:reachability")
        .containsEntry("quarkus.oidc-client.consent.scopes", "consent:decide,consent:events")
        .containsEntry("quarkus.oidc-client.disclosure.client-id", "notification-service");
  }

  @Test
  void onlySubjectServiceEntersTheVault() {
    assertThat(settings.of("subject")).containsKey("quarkus.datasource.vault.password");
    for (String service : new String[] {"consent", "disclosure", "notification", "gateway"}) {
      assertThat(settings.of(service).keySet()).noneMatch(name -> name.contains("vault"));
    }
  }

  @Test
  void noTwoServicesShareASecret() {
    Set<String> seen = new HashSet<>();
    for (String service : Services.NAMES) {
      Map<String, String> its = settings.of(service);
      assertThat(seen.add(its.get("quarkus.datasource.password"))).isTrue();
      assertThat(seen.add(its.get("quarkus.oidc-client.credentials.secret"))).isTrue();
      assertThat(seen.add(its.get("habeas.ledger.signing-key"))).isTrue();
    }
  }
}
