package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What quarkus-kubernetes generates for an application that has the HTTP settings of one workload
 * and nothing else: the chart must agree with it about ports and about where health is asked.
 */
abstract class QuarkusOutput {

  private final String workload;

  QuarkusOutput(String workload) {
    this.workload = workload;
  }

  /** Where the build has put what it made. */
  abstract ProdModeTestResults built();

  static QuarkusProdModeTest build(String workload) {
    QuarkusProdModeTest test =
        new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName(workload)
            .setApplicationVersion("0.1.0")
            .setForcedDependencies(
                List.of(
                    Dependency.of("io.quarkus", "quarkus-kubernetes", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));
    var settings = Settings.builtIn(workload);
    settings.stringPropertyNames().stream()
        .filter(
            name ->
                name.equals("quarkus.http.port")
                    || name.startsWith("quarkus.management.")
                    || name.startsWith("quarkus.smallrye-health."))
        .forEach(name -> test.overrideConfigKey(name, settings.getProperty(name)));
    return test;
  }

  @Test
  void agreesWithTheChartOnPortsAndProbes() throws IOException {
    Manifests generated =
        Manifests.of(
            Files.readString(
                built().getBuildDir().resolve("kubernetes").resolve("kubernetes.yml")));
    Manifests chart = Chart.render("minimal");
    Container theirs = containerOf(generated.of(Deployment.class).getFirst());
    Container ours = containerOf(chart.of(Deployment.class, workload));

    assertThat(ours.getPorts()).isEqualTo(theirs.getPorts());
    agree(ours, ours.getStartupProbe(), theirs, theirs.getStartupProbe());
    agree(ours, ours.getLivenessProbe(), theirs, theirs.getLivenessProbe());
    agree(ours, ours.getReadinessProbe(), theirs, theirs.getReadinessProbe());
    assertThat(portsOf(chart.of(Service.class, workload)))
        .isEqualTo(portsOf(generated.of(Service.class).getFirst()));
  }

  private static void agree(Container ours, Probe our, Container theirs, Probe their) {
    assertThat(our.getHttpGet().getPath()).isEqualTo(their.getHttpGet().getPath());
    assertThat(our.getHttpGet().getScheme()).isEqualTo(their.getHttpGet().getScheme());
    assertThat(portOf(ours, our)).isEqualTo(portOf(theirs, their));
  }

  /** A port by its name is the one that the container calls so. */
  private static int portOf(Container container, Probe probe) {
    var port = probe.getHttpGet().getPort();
    return port.getIntVal() != null ? port.getIntVal() : numberOf(container, port.getStrVal());
  }

  private static int numberOf(Container container, String name) {
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getContainerPort();
  }

  private static List<String> portsOf(Service service) {
    return service.getSpec().getPorts().stream()
        .map(port -> port.getName() + " " + port.getPort() + " " + port.getProtocol())
        .toList();
  }

  private static Container containerOf(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }
}
