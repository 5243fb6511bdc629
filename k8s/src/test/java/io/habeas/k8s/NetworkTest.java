package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may speak to whom: the call table, the few things that all need, and nothing else. */
class NetworkTest {

  private static final Path TABLE = Path.of("calls", "calls.yaml");
  private static final String COMPONENT = "app.kubernetes.io/component";

  @Test
  void theChartCarriesTheProjectsCallTable() throws IOException {
    assertThat(Files.readString(Chart.HOME.resolve("files/calls.yaml")))
        .as("cp k8s/calls/calls.yaml k8s/habeas/files/calls.yaml")
        .isEqualTo(Files.readString(TABLE));
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void callsThatMayComeInAreThoseOfTheTable(String values) throws IOException {
    Set<String> allowed = new TreeSet<>();
    for (NetworkPolicy policy : workloadsOf(Chart.render(values))) {
      policy.getSpec().getIngress().stream()
          .flatMap(rule -> components(rule.getFrom()))
          .forEach(caller -> allowed.add(caller + " -> " + Manifests.componentOf(policy)));
    }
    allowed.remove("test -> gateway");

    assertThat(allowed).isEqualTo(callsOfTheTable());
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void callsThatMayGoOutAreThoseOfTheTable(String values) throws IOException {
    Set<String> allowed = new TreeSet<>();
    for (NetworkPolicy policy : workloadsOf(Chart.render(values))) {
      policy.getSpec().getEgress().stream()
          .flatMap(rule -> components(rule.getTo()))
          .forEach(callee -> allowed.add(Manifests.componentOf(policy) + " -> " + callee));
    }

    assertThat(allowed).isEqualTo(callsOfTheTable());
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void whatIsNotAllowedIsDenied(String values) {
    assertThat(Chart.render(values).of(NetworkPolicy.class, "network").getSpec())
        .satisfies(
            spec -> {
              assertThat(spec.getPodSelector().getMatchLabels())
                  .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance");
              assertThat(spec.getPolicyTypes()).containsExactly("Ingress", "Egress");
              assertThat(spec.getIngress()).isEmpty();
              assertThat(spec.getEgress()).isEmpty();
            });
    assertThat(workloadsOf(Chart.render(values)))
        .hasSize(5)
        .allMatch(policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")));
  }

  /** With one port for each thing outside, so that the port says what it is. */
  @Test
  void outsideTheSuiteEachReachesOnlyWhatItNeeds() {
    Manifests manifests =
        Chart.render(
            "minimal",
            """
            publicUrl: https://privacy.example.org:4001
            identityProvider: {issuer: "https://id.example.org:4002/realms/habeas"}
            database: {port: 4003}
            databases: {vault: {port: 4004}}
            mail: {smtp: {port: 4005}}
            """);
    int publicPage = 4001;
    int identity = 4002;
    int database = 4003;
    int vault = 4004;
    int relay = 4005;
    int names = 53;

    assertThat(portsOutside(manifests, "subject"))
        .containsExactlyInAnyOrder(names, identity, database, vault);
    assertThat(portsOutside(manifests, "consent"))
        .containsExactlyInAnyOrder(names, identity, database);
    assertThat(portsOutside(manifests, "disclosure"))
        .containsExactlyInAnyOrder(names, identity, database);
    assertThat(portsOutside(manifests, "notification"))
        .containsExactlyInAnyOrder(names, identity, database, relay, publicPage);
    assertThat(portsOutside(manifests, "gateway"))
        .containsExactlyInAnyOrder(names, identity, database);
  }

  @Test
  void aTargetIsOpenedOnlyToTheCallerThatTheTableNames() throws IOException {
    for (JsonNode row : table().path("egress")) {
      for (JsonNode target : row.path("targets")) {
        Manifests manifests =
            Chart.render(
                "minimal",
                "{networkPolicy: {targets: {" + target.asText() + ": [{ports: [{port: 4999}]}]}}}");

        for (String workload : Chart.WORKLOADS) {
          assertThat(portsOutside(manifests, workload).contains(4999))
              .as(target.asText() + " from " + workload)
              .isEqualTo(workload.equals(row.path("caller").asText()));
        }
      }
    }
  }

  @Test
  void peersNarrowWhatTheChartCannotKnow() {
    List<NetworkPolicy> policies = workloadsOf(Chart.render("ha"));

    assertThat(policies)
        .flatExtracting(policy -> policy.getSpec().getEgress())
        .filteredOn(rule -> portsOf(rule.getPorts()).anyMatch(port -> port == 5432 || port == 25))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
  }

  private static Set<Integer> portsOutside(Manifests manifests, String workload) {
    return manifests.of(NetworkPolicy.class, workload).getSpec().getEgress().stream()
        .filter(rule -> components(rule.getTo()).findAny().isEmpty())
        .flatMap(rule -> portsOf(rule.getPorts()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<Integer> portsOf(Collection<NetworkPolicyPort> ports) {
    return ports.stream().map(port -> port.getPort().getIntVal());
  }

  private static List<NetworkPolicy> workloadsOf(Manifests manifests) {
    return manifests.of(NetworkPolicy.class).stream()
        .filter(policy -> Chart.WORKLOADS.contains(Manifests.componentOf(policy)))
        .toList();
  }

  private static Stream<String> components(Collection<NetworkPolicyPeer> peers) {
    return peers.stream()
        .map(NetworkPolicyPeer::getPodSelector)
        .filter(Objects::nonNull)
        .map(selector -> selector.getMatchLabels())
        .filter(Objects::nonNull)
        .map((Map<String, String> labels) -> labels.get(COMPONENT))
        .filter(Objects::nonNull);
  }

  /** Between workloads; a call from outside comes through the gateway. */
  private static Set<String> callsOfTheTable() throws IOException {
    Set<String> calls = new TreeSet<>();
    for (JsonNode call : table().path("calls")) {
      boolean isFromOutside = call.path("through").asText().equals("gateway");
      String caller = isFromOutside ? "gateway" : call.path("caller").asText();
      String callee = call.path("service").asText();
      if (Chart.WORKLOADS.contains(caller) && Chart.WORKLOADS.contains(callee)) {
        calls.add(caller + " -> " + callee);
      }
    }
    return calls;
  }

  private static JsonNode table() throws IOException {
    return Chart.YAML.readTree(TABLE.toFile());
  }
}
