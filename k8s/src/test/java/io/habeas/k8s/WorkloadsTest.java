package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the five workloads run. */
class WorkloadsTest {

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void thereAreExactlyFive(String values) {
    assertThat(Chart.render(values).of(Deployment.class))
        .extracting(Manifests::componentOf)
        .containsExactlyInAnyOrderElementsOf(Chart.WORKLOADS);
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void everyPodPassesTheRestrictedStandard(String values) {
    assertThat(Chart.render(values).pods())
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              var security = pod.getSecurityContext();
              assertThat(security.getRunAsNonRoot()).isTrue();
              assertThat(security.getRunAsUser()).isGreaterThanOrEqualTo(10_000);
              assertThat(security.getRunAsGroup()).isGreaterThanOrEqualTo(10_000);
              assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(pod.getHostNetwork()).isNull();
              assertThat(pod.getHostPID()).isNull();
              assertThat(pod.getHostIPC()).isNull();
              assertThat(pod.getInitContainers()).isEmpty();
              assertThat(pod.getVolumes()).noneMatch(volume -> volume.getHostPath() != null);
              assertThat(pod.getContainers()).allSatisfy(WorkloadsTest::isRestricted);
            });
  }

  private static void isRestricted(Container container) {
    var security = container.getSecurityContext();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void everyContainerHasItsBounds(String values) {
    assertThat(Chart.render(values).pods().flatMap(pod -> pod.getContainers().stream()))
        .allSatisfy(
            container -> {
              assertThat(container.getResources().getLimits()).containsKey("memory");
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            });
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void eachHasAnAccountOfItsOwnAndNoToken(String values) {
    Manifests manifests = Chart.render(values);

    assertThat(manifests.of(ServiceAccount.class))
        .hasSize(5)
        .allMatch(account -> Boolean.FALSE.equals(account.getAutomountServiceAccountToken()));
    assertThat(manifests.pods())
        .allMatch(pod -> Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()));
    assertThat(manifests.of(Deployment.class))
        .extracting(one -> podOf(one).getServiceAccountName())
        .containsExactlyInAnyOrderElementsOf(
            manifests.of(ServiceAccount.class).stream()
                .map(account -> account.getMetadata().getName())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void eachListensWhereItsBuildSaysAndIsProbedThere(String values) {
    Manifests manifests = Chart.render(values);

    for (String workload : Chart.WORKLOADS) {
      Container container = containerOf(manifests, workload);
      int port = Integer.parseInt(Settings.builtIn(workload).getProperty("quarkus.http.port"));

      assertThat(container.getPorts())
          .singleElement()
          .returns("http", ContainerPort::getName)
          .returns(port, ContainerPort::getContainerPort);
      assertThat(Settings.given(manifests, workload))
          .containsEntry("quarkus.http.port", Integer.toString(port));
      assertThat(manifests.of(Service.class, workload).getSpec().getPorts())
          .singleElement()
          .satisfies(
              service -> {
                assertThat(service.getPort()).isEqualTo(80);
                assertThat(service.getTargetPort().getStrVal()).isEqualTo("http");
              });
      isProbedAt(container.getStartupProbe(), "/q/health/started");
      isProbedAt(container.getLivenessProbe(), "/q/health/live");
      isProbedAt(container.getReadinessProbe(), "/q/health/ready");
    }
  }

  private static void isProbedAt(Probe probe, String path) {
    HTTPGetAction get = probe.getHttpGet();
    assertThat(get.getPath()).isEqualTo(path);
    assertThat(get.getPort().getStrVal()).isEqualTo("http");
    assertThat(probe.getTimeoutSeconds()).isPositive();
  }

  @Test
  void noBuildMovesTheHealthPaths() {
    for (String workload : Chart.WORKLOADS) {
      assertThat(Settings.builtIn(workload).stringPropertyNames())
          .doesNotContain(
              "quarkus.http.root-path",
              "quarkus.http.non-application-root-path",
              "quarkus.management.enabled",
              "quarkus.smallrye-health.root-path");
    }
  }

  @Test
  void onlyTmpAndTheWitnessCanBeWritten() {
    Manifests manifests = Chart.render("minimal");

    for (String workload : Chart.WORKLOADS) {
      assertThat(containerOf(manifests, workload).getVolumeMounts())
          .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
          .extracting(mount -> mount.getMountPath())
          .containsExactlyInAnyOrderElementsOf(
              workload.equals("gateway") ? Set.of("/tmp") : Set.of("/tmp", "/var/lib/habeas"));
    }
  }

  @Test
  void everyServiceHasAWitnessVolumeThatStaysWhenTheReleaseGoes() {
    Manifests manifests = Chart.render("minimal");

    assertThat(manifests.of(PersistentVolumeClaim.class))
        .allSatisfy(
            claim ->
                assertThat(claim.getMetadata().getAnnotations())
                    .containsEntry("helm.sh/resource-policy", "keep"))
        .extracting(Manifests::componentOf)
        .containsExactlyInAnyOrderElementsOf(Chart.SERVICES);
    for (String service : Chart.SERVICES) {
      assertThat(Settings.given(manifests, service).getProperty("habeas.witness.directory"))
          .startsWith("/var/lib/habeas");
    }
  }

  @Test
  void aClaimThatIsThereIsUsed() {
    Manifests manifests = Chart.render("external-database");

    assertThat(manifests.find(PersistentVolumeClaim.class, "subject")).isEmpty();
    assertThat(podOf(manifests.of(Deployment.class, "subject")).getVolumes())
        .extracting(Volume::getPersistentVolumeClaim)
        .filteredOn(Objects::nonNull)
        .singleElement()
        .returns("privacy-witness", claim -> claim.getClaimName());
  }

  @Test
  void onlySeveralReplicasHaveADisruptionBudget() {
    Manifests several = Chart.render("ha");

    assertThat(Chart.render("minimal").of(PodDisruptionBudget.class)).isEmpty();
    assertThat(several.of(PodDisruptionBudget.class))
        .extracting(Manifests::componentOf)
        .containsExactlyInAnyOrder("subject", "consent", "notification", "gateway");
  }

  @Test
  void theAutoscalerAloneDecidesWhereThereIsOne() {
    Manifests manifests = Chart.render("ha");

    assertThat(manifests.of(HorizontalPodAutoscaler.class))
        .extracting(Manifests::componentOf)
        .containsExactlyInAnyOrder("subject", "gateway");
    assertThat(manifests.of(Deployment.class, "subject").getSpec().getReplicas()).isNull();
    assertThat(manifests.of(Deployment.class, "consent").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void aVolumeOfOnePodIsFreedBeforeTheNextPodWantsIt() {
    for (String service : Chart.SERVICES) {
      assertThat(strategyOf(Chart.render("minimal"), service)).isEqualTo("Recreate");
      assertThat(strategyOf(Chart.render("ha"), service)).isEqualTo("RollingUpdate");
    }
    assertThat(strategyOf(Chart.render("minimal"), "gateway")).isEqualTo("RollingUpdate");
  }

  @Test
  void podsKeepApartAndGoGracefully() {
    for (Deployment deployment : Chart.render("minimal").of(Deployment.class)) {
      PodSpec pod = podOf(deployment);
      int preStop =
          pod.getContainers()
              .getFirst()
              .getLifecycle()
              .getPreStop()
              .getSleep()
              .getSeconds()
              .intValue();

      assertThat(pod.getTopologySpreadConstraints())
          .extracting(constraint -> constraint.getTopologyKey())
          .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
      assertThat(preStop).isPositive();
      assertThat(pod.getTerminationGracePeriodSeconds())
          .as("longer than the wait and the 20 s of quarkus.shutdown.timeout")
          .isGreaterThan(preStop + 20L);
    }
  }

  @Test
  void imagesAreTakenByDigestOrByTag() {
    Manifests manifests = Chart.render("ha");

    assertThat(containerOf(manifests, "subject").getImage())
        .matches("registry\\.example\\.org/habeas/subject@sha256:[0-9a-f]{64}");
    assertThat(containerOf(manifests, "gateway").getImage())
        .isEqualTo("registry.example.org/habeas/gateway:0.1.0-rc.1");
    assertThat(containerOf(Chart.render("minimal"), "gateway").getImage())
        .isEqualTo("habeas/gateway:0.1.0");
  }

  @Test
  void changedSettingsRollThePods() {
    Manifests before = Chart.render("minimal");
    Manifests after = Chart.render("minimal", "{database: {host: other.example.org}}");

    for (String workload : Chart.WORKLOADS) {
      assertThat(checksumOf(after, workload)).isNotEqualTo(checksumOf(before, workload));
    }
  }

  @Test
  void falseAndNothingOverrideWhatHoldsForAll() {
    Manifests manifests =
        Chart.render(
            "ha", "{subject: {autoscaling: {enabled: false}, priorityClassName: '', replicas: 0}}");

    assertThat(manifests.find(HorizontalPodAutoscaler.class, "subject")).isEmpty();
    assertThat(manifests.of(Deployment.class, "subject").getSpec().getReplicas()).isZero();
    assertThat(podOf(manifests.of(Deployment.class, "subject")).getPriorityClassName()).isNull();
  }

  private static List<String> checksumOf(Manifests manifests, String workload) {
    return List.copyOf(
        manifests
            .of(Deployment.class, workload)
            .getSpec()
            .getTemplate()
            .getMetadata()
            .getAnnotations()
            .values());
  }

  private static String strategyOf(Manifests manifests, String workload) {
    return manifests.of(Deployment.class, workload).getSpec().getStrategy().getType();
  }

  private static Container containerOf(Manifests manifests, String workload) {
    return podOf(manifests.of(Deployment.class, workload)).getContainers().getFirst();
  }

  private static PodSpec podOf(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }
}
