package io.habeas.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The operations that services mark for the gateway, read from their API descriptions. */
@Singleton
class Operations {

  static final List<String> SERVICES = List.of("subject", "consent", "disclosure", "notification");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final List<Operation> operations;

  Operations() {
    this.operations = SERVICES.stream().flatMap(service -> read(service).stream()).toList();
  }

  Optional<Operation> find(String method, String path) {
    return operations.stream().filter(operation -> operation.serves(method, path)).findFirst();
  }

  /** The methods by which this path can be reached, for an Allow header. */
  List<String> methodsOf(String path) {
    return operations.stream()
        .filter(operation -> operation.path().matcher(path).matches())
        .map(Operation::method)
        .distinct()
        .sorted()
        .toList();
  }

  int size() {
    return operations.size();
  }

  private static List<Operation> read(String service) {
    String resource = "api-descriptions/" + service + ".json";
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      return in == null
          ? List.of()
          : marked(service, new JsonObject(Buffer.buffer(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException("the API description of " + service + " cannot be read", e);
    }
  }

  static List<Operation> marked(String service, JsonObject description) {
    List<Operation> marked = new ArrayList<>();
    JsonObject paths = description.getJsonObject("paths", new JsonObject());
    for (String template : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(template);
      for (String method : METHODS) {
        JsonObject operation = item.getJsonObject(method);
        if (operation != null && operation.getBoolean("x-habeas-gateway", false)) {
          JsonObject permission = operation.getJsonObject("x-habeas-permission", new JsonObject());
          marked.add(
              Operation.of(
                  service,
                  method.toUpperCase(Locale.ROOT),
                  template,
                  permission.getBoolean("anyone", false)));
        }
      }
    }
    return marked;
  }
}
