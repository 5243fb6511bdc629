package io.habeas.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsTest {

  private static final JsonObject DESCRIPTION =
      new JsonObject(
          """
          {"paths": {
            "/api/subject/v1/subjects/{subjectId}": {
              "get": {"x-habeas-gateway": true, "x-habeas-permission": {"scope": "subject:read"}},
              "delete": {"x-habeas-gateway": false}},
            "/policy/{document}": {
              "get": {"x-habeas-gateway": true, "x-habeas-permission": {"anyone": true}}}}}
          """);

  private final List<Operation> operations = Operations.marked("subject", DESCRIPTION);

  @Test
  void onlyWhatIsMarkedIsOpen() {
    assertThat(operations).extracting(Operation::method).containsExactlyInAnyOrder("GET", "GET");
    assertThat(find("DELETE", "/api/subject/v1/subjects/1")).isEmpty();
  }

  @Test
  void aParameterIsOneSegment() {
    assertThat(find("GET", "/api/subject/v1/subjects/1")).hasSize(1);
    assertThat(find("HEAD", "/api/subject/v1/subjects/1")).hasSize(1);
    assertThat(find("GET", "/api/subject/v1/subjects/1/2")).isEmpty();
    assertThat(find("GET", "/api/subject/v1/subjects/")).isEmpty();
    assertThat(find("GET", "/api/subjectXv1/subjects/1")).isEmpty();
  }

  @Test
  void whatIsForAnyoneIsKnown() {
    assertThat(find("GET", "/policy/privacy")).allMatch(Operation::anyone);
    assertThat(find("GET", "/api/subject/v1/subjects/1")).noneMatch(Operation::anyone);
  }

  private List<Operation> find(String method, String path) {
    return operations.stream().filter(operation -> operation.serves(method, path)).toList();
  }
}
