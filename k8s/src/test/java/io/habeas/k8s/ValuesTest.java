package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema says what values mean and refuses those that mean nothing. */
class ValuesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          publicURL: https://a.example                              | publicURL
          publicUrl: privacy.example.org                            | publicUrl
          publicUrl: 'https://a.example/?b'                         | publicUrl
          database: {host: 'a b'}                                   | host
          database: {host: a, port: 0}                              | port
          database: {host: a, password: x}                          | password
          databases: {vaults: {}}                                   | vaults
          identityProvider: {issuer: ''}                            | issuer
          identityProvider: {deskAcr: '2'}                          | deskAcr
          identityProvider: {deskAcr: ['a b']}                      | deskAcr
          subject: {replica: 2}                                     | replica
          subject: {replicas: many}                                 | replicas
          subject: {replicas: -1}                                   | replicas
          subject: {image: {digest: 'sha256:12'}}                   | digest
          subject: {witness: {accessModes: [ReadOnlyMany]}}         | accessModes
          subject: {witness: {size: big}}                           | size
          workloads: {resources: {limits: {memory: null}}}          | memory
          workloads: {preStopSeconds: 0}                            | preStopSeconds
          workloads: {strategy: {type: BlueGreen}}                  | strategy
          podSecurity: {runAsUser: 0}                               | runAsUser
          podSecurity: {runAsUser: 999}                             | runAsUser
          httpRoute: {enabled: true, parentRefs: []}                | parentRefs
          ingress: {enabled: true, host: ''}                        | host
          networkPolicy: {targets: {anywhere: []}}                  | anywhere
          networkPolicy: {enabled: 'yes'}                           | enabled
          mail: {from: 'nobody'}                                    | from
          secrets: {subject: 'Not_A_Name'}                          | subject
          tests: {image: 'a b'}                                     | image
          """)
  void aWrongValueIsRefusedByName(String values, String name) {
    assertThatThrownBy(() -> Chart.textWith("minimal", values)).hasMessageContaining(name);
  }

  @Test
  void whatNobodyElseCanKnowIsRequired() {
    Path nothing = Chart.HOME.resolve("values.yaml");

    assertThatThrownBy(() -> Chart.text(nothing, "1.32.0"))
        .hasMessageContaining("publicUrl")
        .hasMessageContaining("issuer")
        .hasMessageContaining("host")
        .hasMessageContaining("from");
  }

  @Test
  void severalReplicasNeedAWitnessVolumeThatTheyShare() {
    assertThatThrownBy(() -> Chart.textWith("minimal", "{subject: {replicas: 2}}"))
        .hasMessageContaining("subject.witness.accessModes");
    assertThat(
            Chart.textWith(
                "minimal", "{subject: {replicas: 2, witness: {accessModes: [ReadWriteMany]}}}"))
        .isNotEmpty();
  }

  @Test
  void everyObjectIsClosedAndEveryValueDescribed() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Chart.HOME.resolve("values.schema.json").toFile());

    assertClosed("$", schema);
    schema
        .path("definitions")
        .properties()
        .forEach(one -> assertClosed(one.getKey(), one.getValue()));
  }

  /**
   * An object with named properties has no others; one without is a map, or a piece of Kubernetes'
   * own.
   */
  private static void assertClosed(String path, JsonNode node) {
    if (node.has("properties")) {
      assertThat(node.path("additionalProperties").isBoolean()).as(path + " is open").isTrue();
      assertThat(node.path("additionalProperties").asBoolean()).as(path + " is open").isFalse();
    }
    node.path("properties")
        .properties()
        .forEach(
            field -> {
              String name = path + "." + field.getKey();
              if (!name.contains("parentRefs")) {
                assertThat(field.getValue().path("description").asText())
                    .as(name + " is not described")
                    .isNotEmpty();
              }
              assertClosed(name, field.getValue());
            });
  }
}
