package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets exist before the chart, which neither makes nor shows one. */
class SecretsTest {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)}");
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|signing-key|smtp\\.username)$");

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void noSecretIsMade(String values) {
    assertThat(Chart.text(values)).doesNotContain("kind: Secret");
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void settingsNameSecretsAndDoNotShowThem(String values) {
    Manifests manifests = Chart.render(values);

    for (String workload : Chart.WORKLOADS) {
      Properties settings = Settings.given(manifests, workload);
      assertThat(settings.stringPropertyNames())
          .filteredOn(name -> SECRET.matcher(name).matches())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(settings.getProperty(name)).matches(REFERENCE));
    }
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void everySecretThatSettingsNameIsTakenFromOneThatExists(String values) {
    Manifests manifests = Chart.render(values);

    for (String workload : Chart.WORKLOADS) {
      Set<String> named = new HashSet<>();
      Settings.given(manifests, workload).values().stream()
          .map(value -> REFERENCE.matcher(value.toString()))
          .filter(Matcher::matches)
          .forEach(match -> named.add(match.group(1)));

      assertThat(secretsOf(containerOf(manifests, workload)))
          .extracting(EnvVar::getName)
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void keysComeAsFilesThatTheGroupAloneReads() {
    assertThat(podVolumes(Chart.render("minimal"), "subject"))
        .extracting(Volume::getSecret)
        .filteredOn(Objects::nonNull)
        .singleElement()
        .satisfies(
            secret -> {
              assertThat(secret.getSecretName()).isEqualTo("habeas-subject");
              assertThat(secret.getDefaultMode()).isEqualTo(0440);
            });
    for (String other : List.of("consent", "disclosure", "notification", "gateway")) {
      assertThat(podVolumes(Chart.render("minimal"), other))
          .allMatch(volume -> volume.getSecret() == null);
    }
  }

  @Test
  void anOperatorsOwnSecretIsTakenForItsDatabase() {
    assertThat(secretsOf(containerOf(Chart.render("external-database"), "subject")))
        .filteredOn(variable -> variable.getName().equals("VAULT_DATABASE_PASSWORD"))
        .singleElement()
        .satisfies(
            variable -> {
              var from = variable.getValueFrom().getSecretKeyRef();
              assertThat(from.getName()).isEqualTo("privacy-vault-db");
              assertThat(from.getKey()).isEqualTo("password");
            });
  }

  @Test
  void noKeyIsMadeAtAStart() {
    assertThat(Settings.given(Chart.render("minimal"), "subject"))
        .containsEntry("habeas.vault.generate-missing", "false");
  }

  private static List<EnvVar> secretsOf(Container container) {
    return container.getEnv().stream().filter(one -> one.getValueFrom() != null).toList();
  }

  private static Container containerOf(Manifests manifests, String workload) {
    return manifests
        .of(Deployment.class, workload)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static List<Volume> podVolumes(Manifests manifests, String workload) {
    return manifests.of(Deployment.class, workload).getSpec().getTemplate().getSpec().getVolumes();
  }
}
