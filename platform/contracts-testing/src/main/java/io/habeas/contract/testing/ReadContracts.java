package io.habeas.contract.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The consumer's side: its production clients and records, compared with its contracts. */
public final class ReadContracts {

  private final ObjectMapper codec;
  private final List<Exchange> calls;
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param consumer the service's short name
   * @param codec what it writes questions and reads answers with
   */
  public ReadContracts(String consumer, ObjectMapper codec) {
    this.codec = codec;
    this.calls =
        Contract.all().stream()
            .filter(one -> one.consumer().equals(consumer))
            .flatMap(one -> one.calls().stream())
            .toList();
  }

  /**
   * Holds a client to its contract: it calls that operation, its question is the contract's
   * request, and its record of the answer reads every field of the contract's answer and no other.
   *
   * @param client an interface with one operation
   * @param question an example, equal to the contract's; of a GET, the query's parameters
   */
  public ReadContracts asks(Class<?> client, Object question, Class<?> answer)
      throws JsonProcessingException {
    Exchange call = asked(client, question);
    JsonNode read = codec.valueToTree(codec.treeToValue(call.read(), answer));
    assertThat(read).as("what is read of " + call.operation()).isEqualTo(call.read());
    return this;
  }

  /** The same of a client that reads nothing of the answer. */
  public ReadContracts tells(Class<?> client, Object question) throws JsonProcessingException {
    Exchange call = asked(client, question);
    assertThat(call.readsNothing()).as(call.operation() + " reads nothing").isTrue();
    return this;
  }

  private Exchange asked(Class<?> client, Object question) throws JsonProcessingException {
    Method method = client.getDeclaredMethods()[0];
    String operation = verb(method) + " " + client.getAnnotation(Path.class).value();
    Exchange call =
        calls.stream()
            .filter(one -> one.operation().equals(operation))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no contract on " + operation));
    JsonNode request = codec.valueToTree(question);

    assertThat(codec.readTree(request.toString())).as(operation).isEqualTo(call.request());
    if (call.method().equals("GET")) {
      assertThat(queryOf(method)).as(operation).containsAll(namesIn(request));
    }
    asked.add(operation);
    return call;
  }

  /** Fails for a contract on a call that none of these clients makes. */
  public void andNothingElse() {
    assertThat(asked)
        .isEqualTo(calls.stream().map(Exchange::operation).collect(Collectors.toSet()));
  }

  private static String verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> queryOf(Method method) {
    return Arrays.stream(method.getParameters())
        .map((Parameter parameter) -> parameter.getAnnotation(QueryParam.class))
        .filter(query -> query != null)
        .map(QueryParam::value)
        .toList();
  }

  private static List<String> namesIn(JsonNode request) {
    return request.properties().stream().map(field -> field.getKey()).toList();
  }
}
