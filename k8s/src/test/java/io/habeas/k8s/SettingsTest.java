package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart tells each workload about the suite that it is part of. */
class SettingsTest {

  @Test
  void tokensAreForOneCalleeAndCarryWhatTheCallTableSays() throws IOException {
    JsonNode calls = Chart.YAML.readTree(Path.of("calls", "calls.yaml").toFile()).path("calls");
    Manifests manifests = Chart.render("minimal");

    for (String service : Chart.SERVICES) {
      Map<String, Set<String>> expected = new TreeMap<>();
      for (JsonNode call : calls) {
        boolean isOurs = call.path("client").asText().equals(service + "-service");
        if (isOurs && !call.path("scopes").isEmpty()) {
          Set<String> scopes =
              expected.computeIfAbsent(call.path("service").asText(), unused -> new TreeSet<>());
          call.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        }
      }

      assertThat(scopesByCallee(Settings.given(manifests, service))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void deskRolesNeedASecondFactorEverywhere(String values) {
    Manifests manifests = Chart.render(values);

    for (String workload : Chart.WORKLOADS) {
      assertThat(Settings.given(manifests, workload)).containsEntry("habeas.access.desk-acr", "2");
    }
  }

  private static Map<String, Set<String>> scopesByCallee(Properties settings) {
    return settings.stringPropertyNames().stream()
        .filter(name -> name.matches("quarkus\\.oidc-client\\.[a-z]+\\.scopes"))
        .collect(
            Collectors.toMap(
                name -> name.split("\\.")[2],
                name -> new TreeSet<>(Set.of(settings.getProperty(name).split(",")))));
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void peersAreWhereTheirServiceObjectsAre(String values) {
    Manifests manifests = Chart.render(values);

    for (String workload : Chart.WORKLOADS) {
      Properties settings = Settings.given(manifests, workload);
      for (String peer : Chart.SERVICES) {
        Service service = manifests.of(Service.class, peer);
        assertThat(URI.create(settings.getProperty("habeas.peers." + peer + ".url")))
            .hasHost(service.getMetadata().getName())
            .hasNoPort();
        String events = settings.getProperty("habeas.outbox.targets." + peer + ".url");
        if (events != null) {
          assertThat(URI.create(events))
              .hasHost(service.getMetadata().getName())
              .hasPath("/api/" + peer + "/v1/events");
        }
      }
    }
  }

  @Test
  void everyDatabaseOfABuildIsGivenItsPlace() {
    Manifests manifests = Chart.render("ha");

    for (String workload : Chart.WORKLOADS) {
      Properties given = Settings.given(manifests, workload);
      Settings.builtIn(workload).stringPropertyNames().stream()
          .filter(name -> name.matches("quarkus\\.datasource\\.([a-z]+\\.)?db-kind"))
          .map(name -> name.replace("db-kind", ""))
          .forEach(
              database ->
                  assertThat(given.stringPropertyNames())
                      .contains(
                          database + "jdbc.url",
                          database + "reactive.url",
                          database + "username",
                          database + "password"));
    }
    assertThat(
            Settings.given(manifests, "subject").getProperty("quarkus.datasource.vault.jdbc.url"))
        .isEqualTo("jdbc:postgresql://vault-rw.databases.svc:5433/vault");
  }

  @Test
  void textMessagesAndAutomatedCallsAreSetUpWhereTheyAreNamed() {
    assertThat(Settings.given(Chart.render("minimal"), "notification").stringPropertyNames())
        .noneMatch(name -> name.startsWith("habeas.sms.") || name.startsWith("habeas.autocall."));
    assertThat(Settings.given(Chart.render("ha"), "notification"))
        .containsEntry("habeas.sms.host", "smsc.example.org")
        .containsEntry("habeas.sms.port", "3550")
        .containsEntry("habeas.sms.tls", "true")
        .containsEntry("habeas.sms.system-id", "${SMS_SYSTEM_ID}")
        .containsEntry("habeas.sms.password", "${SMS_PASSWORD}")
        .containsEntry("habeas.sms.sender", "Privacy")
        .containsEntry("habeas.sms.senders.\"1\"", "+12025550100")
        .containsEntry("habeas.autocall.url", "https://calls.example.org/requests")
        .containsEntry("habeas.autocall.secret", "${AUTOCALL_SECRET}")
        .containsEntry("habeas.autocall.callback-secrets", "${AUTOCALL_CALLBACK_SECRETS}");
    assertThat(Settings.given(Chart.render("ha"), "consent").stringPropertyNames())
        .noneMatch(name -> name.startsWith("habeas.sms."));
  }

  @Test
  void onlyAnEdgeMayAssertWhoSomebodyIs() {
    String forwarding = "quarkus.http.proxy.proxy-address-forwarding";

    assertThat(Settings.given(Chart.render("minimal"), "gateway")).doesNotContainKey(forwarding);
    assertThat(Settings.given(Chart.render("ingress"), "gateway"))
        .containsEntry(forwarding, "true")
        .containsEntry("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8");
  }

  @Test
  void theEnvironmentGoesBeforeTheseAndTheseBeforeTheBuild() {
    assertThat(Settings.given(Chart.render("minimal"), "consent"))
        .hasEntrySatisfying(
            "config_ordinal",
            ordinal -> assertThat(Integer.parseInt(ordinal.toString())).isBetween(261, 299));
  }
}
