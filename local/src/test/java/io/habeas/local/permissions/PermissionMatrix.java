package io.habeas.local.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who may call what, as the services' descriptions declare it: operation, scope, roles, ownership,
 * one table per service, in the order of the paths. The descriptions come from the code, so the
 * matrix does too.
 */
record PermissionMatrix(List<Table> tables) {

  static final List<String> SERVICES = List.of("subject", "consent", "disclosure", "notification");
  static final List<String> ROLES =
      List.of("customer", "support", "dpo", "legal", "marketing", "auditor");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private static final String HEAD =
      """
      # Who may call what

      Generated from the services' descriptions in [api](api), which are generated from the code; a test compares. After a change of a permission:
      `./mvnw -pl local test -Dtest=PermissionMatrixTest -Dhabeas.update=true`

      - **scope**: a machine client needs it. Without one, no machine may call.
      - **roles** (●): a person needs one of them. Without one, no person may call.
      - **own**: `subject`, a customer reaches only their own subject; `processor`, a partner reaches only what is theirs. What belongs to
        another answers like what does not exist.
      - **gateway**: reachable from outside. The others are for the services among themselves.
      - **fresh**: a person must have signed in within the last ten minutes.
      """;

  /** The operations of one service. */
  record Table(String service, List<Operation> operations) {}

  /** One operation and who may call it. */
  record Operation(String method, String path, JsonNode permission, boolean gateway) {

    boolean isDeclared() {
      return isForAnyone() || permission.has("scope");
    }

    boolean isForAnyone() {
      return permission.path("anyone").asBoolean();
    }

    List<String> roles() {
      return StreamSupport.stream(permission.path("roles").spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    }
  }

  /** Reads the descriptions in this directory. */
  static PermissionMatrix of(Path descriptions) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (String service : SERVICES) {
      JsonNode api = JSON.readTree(descriptions.resolve(service + ".json").toFile());
      tables.add(new Table(service, operations(api)));
    }
    return new PermissionMatrix(tables);
  }

  private static List<Operation> operations(JsonNode api) {
    return api.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(each -> METHODS.contains(each.getKey()))
                    .map(each -> operation(path.getKey(), each.getKey(), each.getValue())))
        .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
        .toList();
  }

  private static Operation operation(String path, String method, JsonNode operation) {
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        operation.path("x-habeas-permission"),
        operation.path("x-habeas-gateway").asBoolean());
  }

  /** The page. */
  String markdown() {
    return tables.stream().map(PermissionMatrix::section).collect(Collectors.joining("", HEAD, ""));
  }

  private static String section(Table table) {
    String head = row(List.of("operation", "scope"), ROLES, List.of("own", "gateway", "fresh"));
    String line = "|" + "---|".repeat(5 + ROLES.size()) + "\n";
    return table.operations().stream()
        .map(PermissionMatrix::row)
        .collect(Collectors.joining("", "\n## " + table.service() + "\n" + head + line, ""));
  }

  private static String row(Operation operation) {
    String name = "`" + operation.method() + " " + operation.path() + "`";
    if (!operation.isDeclared()) {
      return row(List.of(name, "*undeclared: refused*"), marks(List.of()), List.of("", "", ""));
    }
    String gateway = mark(operation.gateway());
    if (operation.isForAnyone()) {
      return row(List.of(name, "*anyone*"), marks(ROLES), List.of("", gateway, ""));
    }
    JsonNode permission = operation.permission();
    String scope = permission.path("scope").asText();
    String own = permission.path("ownership").asText().replace("none", "");
    return row(
        List.of(name, scope.isEmpty() ? "" : "`" + scope + "`"),
        marks(operation.roles()),
        List.of(own, gateway, mark(permission.path("recentSignIn").asBoolean())));
  }

  private static List<String> marks(List<String> roles) {
    if (!ROLES.containsAll(roles)) {
      throw new IllegalArgumentException("a role that the matrix has no column for: " + roles);
    }
    return ROLES.stream().map(role -> mark(roles.contains(role))).toList();
  }

  private static String mark(boolean yes) {
    return yes ? "●" : "";
  }

  @SafeVarargs
  private static String row(List<String>... cells) {
    return Stream.of(cells)
        .flatMap(List::stream)
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
