package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every operation that any service describes, by every kind of caller. */
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionSweepTest {

  private static final List<String> SERVICES =
      List.of("subject", "consent", "disclosure", "notification");
  private static final List<String> STAFF =
      List.of("support", "dpo", "legal", "marketing", "auditor");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, SignedIn> people = new HashMap<>();

  /** An operation as its service declares it. */
  record Operation(
      String service,
      String method,
      String path,
      @Nullable String contentType,
      boolean gateway,
      boolean anyone,
      String scope,
      Set<String> roles,
      String ownership) {

    /** With ids that nobody has. */
    String target() {
      return path.replaceAll("\\{(document|version|number|kind|purpose|channel)\\}", "nothing")
          .replaceAll("\\{[^}]+\\}", UUID.randomUUID().toString());
    }

    Api.Answer as(Api caller) {
      return caller.send(method, target(), contentType == null ? null : "{}", contentType);
    }

    Api.Answer as(SignedIn person) {
      return person.send(method, target(), contentType == null ? null : "{}", contentType);
    }
  }

  @BeforeAll
  void readWhatIsDeclared() throws IOException {
    for (String service : SERVICES) {
      Path description = Suite.RUNNING.root().resolve("docs/api/" + service + ".json");
      JsonNode paths = Api.JSON.readTree(description.toFile()).path("paths");
      paths
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          operation -> {
                            if (METHODS.contains(operation.getKey())) {
                              operations.add(
                                  operation(
                                      service,
                                      operation.getKey(),
                                      path.getKey(),
                                      operation.getValue()));
                            }
                          }));
    }
    STAFF.forEach(role -> people.put(role, SignedIn.as(role, "habeas-demo-only")));
    String me =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 1))
            .path("id")
            .asText();
    Logins.create("sweep", me);
    people.put("customer", SignedIn.as("sweep", Logins.PASSWORD));
    assertThat(operations).hasSizeGreaterThan(40);
  }

  @Test
  void everyOperationDeclaresItsPermission() {
    assertThat(operations)
        .allMatch(
            operation ->
                operation.anyone() || !operation.scope().isEmpty() || !operation.roles().isEmpty());
  }

  @Test
  void withoutATokenNothingIsDone() {
    for (Operation operation : operations) {
      if (!operation.anyone()) {
        Api.Answer answer = operation.as(new Api(Suite.RUNNING.service(operation.service()), null));
        assertThat(answer.status()).as(operation + " " + answer.text()).isEqualTo(401);
      }
    }
  }

  @Test
  void everyForeignScopeIsRefused() {
    for (String service : SERVICES) {
      Set<String> scopes =
          operations.stream()
              .filter(operation -> operation.service().equals(service))
              .map(Operation::scope)
              .filter(scope -> !scope.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(scopes).as(service).hasSizeGreaterThan(1);
      operations.stream()
          .filter(operation -> operation.service().equals(service) && !operation.anyone())
          .forEach(operation -> refuseEveryOther(operation, scopes));
    }
  }

  /** Those of its service: a token for another is none here, nor is one for several. */
  private void refuseEveryOther(Operation operation, Set<String> scopes) {
    TreeSet<String> others = new TreeSet<>(scopes);
    others.remove(operation.scope());
    Api all =
        machines.computeIfAbsent(String.join(" ", others), key -> Api.client("habeas-admin", key));
    Api.Answer answer = operation.as(all.at(Suite.RUNNING.service(operation.service())));
    assertThat(answer.status()).as(operation + " " + answer.text()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("scope-missing");
  }

  private final Map<String, Api> machines = new HashMap<>();

  @Test
  void aPersonReachesWhatTheRoleMayAndNothingElse() {
    for (Operation operation : operations) {
      for (Map.Entry<String, SignedIn> person : people.entrySet()) {
        Api.Answer answer = operation.as(person.getValue());
        String told = person.getKey() + ": " + operation + " " + answer.text();
        if (!operation.gateway()) {
          assertThat(answer.status()).as(told).isIn(404, 405);
        } else if (operation.anyone() && answer.code().equals("bad-signature")) {
          // Whoever may call it signs what it says; no sign-in makes up for that.
          assertThat(answer.status()).as(told).isEqualTo(403);
          assertThat(operation.path()).as(told).endsWith("/automated-calls/results");
        } else if (operation.anyone() || operation.roles().contains(person.getKey())) {
          assertThat(answer.status()).as(told).isNotIn(401, 403).isLessThan(500);
        } else {
          assertThat(answer.status()).as(told).isEqualTo(403);
          assertThat(answer.code()).as(told).isEqualTo("role-missing");
        }
      }
    }
  }

  @Test
  void anotherCustomersIdsAnswerLikeMissingOnes() {
    String other =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 2))
            .path("id")
            .asText();
    SignedIn customer = java.util.Objects.requireNonNull(people.get("customer"));
    for (Operation operation : operations) {
      if (operation.ownership().equals("subject")
          && operation.gateway()
          && operation.roles().contains("customer")) {
        String path = operation.target();
        String onOther = path.replaceFirst("subjects/[0-9a-f-]{36}", "subjects/" + other);
        String body = operation.contentType() == null ? null : "{}";
        Api.Answer foreign =
            customer.send(operation.method(), onOther, body, operation.contentType());
        Api.Answer missing = customer.send(operation.method(), path, body, operation.contentType());
        assertThat(foreign.status()).as(operation + " " + foreign.text()).isEqualTo(404);
        assertThat(foreign.text()).isEqualTo(missing.text());
      }
    }
  }

  @Test
  void aClientClaimsOnlyItsOwnPurposes() {
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 2))
            .path("id")
            .asText();
    Set<String> own =
        Set.of("service-delivery", "billing", "service-messages", "newsletter", "offers");
    Api billing = Api.client("billing", "subject:read");
    for (String purpose :
        List.of(
            "service-delivery",
            "billing",
            "service-messages",
            "newsletter",
            "offers",
            "surveys",
            "analytics",
            "advertising",
            "crm",
            "policy-notice",
            "fraud-detection")) {
      Api.Answer answer =
          billing.get("/api/subject/v1/subjects/" + subject + "?purpose=" + purpose);
      if (own.contains(purpose)) {
        assertThat(answer.status()).as(purpose + " " + answer.text()).isEqualTo(200);
      } else {
        assertThat(answer.status()).as(purpose + " " + answer.text()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("purpose-not-bound");
      }
    }
  }

  private static Operation operation(String service, String method, String path, JsonNode node) {
    JsonNode permission = node.path("x-habeas-permission");
    Set<String> roles = new TreeSet<>();
    permission.path("roles").forEach(role -> roles.add(role.asText()));
    var contentTypes = node.path("requestBody").path("content").fieldNames();
    return new Operation(
        service,
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        contentTypes.hasNext() ? contentTypes.next() : null,
        node.path("x-habeas-gateway").asBoolean(),
        permission.path("anyone").asBoolean(),
        permission.path("scope").asText(),
        roles,
        permission.path("ownership").asText());
  }
}
