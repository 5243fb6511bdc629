package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over every set of values: it lints, it renders, and it is what Kubernetes knows. */
class RenderingTest {

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void lintsStrictly(String values, @TempDir Path copy) throws IOException {
    LintResult result = Chart.lint(values, copy);

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void rendersTheSameTwice(String values) {
    assertThat(Chart.text(values)).isEqualTo(Chart.text(values));
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void isReadStrictlyAndLabelledAsRecommended(String values) {
    assertThat(Chart.render(values).all())
        .filteredOn(object -> !object.getMetadata().getName().endsWith("-extra"))
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .as(object.getKind() + " " + object.getMetadata().getName())
                    .containsKeys(
                        "app.kubernetes.io/name",
                        "app.kubernetes.io/instance",
                        "app.kubernetes.io/version",
                        "app.kubernetes.io/component",
                        "app.kubernetes.io/part-of",
                        "app.kubernetes.io/managed-by",
                        "helm.sh/chart"));
  }

  @ParameterizedTest
  @MethodSource("io.habeas.k8s.Chart#valuesOfCi")
  void noTwoObjectsOfAKindShareAName(String values) {
    assertThat(Chart.render(values).all())
        .extracting(object -> object.getKind() + "/" + nameOf(object))
        .doesNotHaveDuplicates();
  }

  @Test
  void anOldKubernetesIsRefused() {
    assertThatThrownBy(() -> Chart.text(Chart.file("minimal"), "1.29.9"))
        .hasMessageContaining("kubeVersion");
  }

  @Test
  void aPropertyThatKubernetesDoesNotKnowIsFound() {
    String misspelt =
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{prot: 80}]}\n";

    assertThatThrownBy(() -> Manifests.of(misspelt)).hasMessageContaining("prot");
  }

  @Test
  void theWayInIsChosenByValue() {
    Manifests minimal = Chart.render("minimal");
    Manifests gateway = Chart.render("gateway-api");
    Manifests ingress = Chart.render("ingress");

    assertThat(minimal.of(HTTPRoute.class)).isEmpty();
    assertThat(minimal.of(Ingress.class)).isEmpty();
    assertThat(gateway.of(HTTPRoute.class)).hasSize(1);
    assertThat(gateway.of(HTTPRoute.class, "gateway").getSpec().getRules())
        .flatExtracting(rule -> rule.getBackendRefs())
        .allSatisfy(
            backend -> {
              assertThat(backend.getName()).isEqualTo("habeas-gateway");
              assertThat(backend.getPort()).isEqualTo(80);
            })
        .hasSize(1);
    assertThat(ingress.of(Ingress.class)).hasSize(1);
  }

  @Test
  void monitoringIsMadeOnlyWhereItIsWanted() {
    assertThat(Chart.render("minimal").of(ServiceMonitor.class)).isEmpty();
    assertThat(Chart.render("ha").of(ServiceMonitor.class))
        .singleElement()
        .satisfies(
            monitor ->
                assertThat(monitor.getSpec().getEndpoints())
                    .singleElement()
                    .satisfies(end -> assertThat(end.getPath()).isEqualTo("/q/metrics")));
    assertThat(Chart.render("ha").of(PrometheusRule.class)).hasSize(1);
  }

  private static String nameOf(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
