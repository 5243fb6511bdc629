package io.habeas.local.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.local.home.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call between services without a contract, no contract without a call. */
class ContractsOfTheCallTableTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final CallTable CALLS =
      CallTable.of(new Installation(ROOT, Path.of("."), new Properties()));

  @Test
  void everyCallBetweenServicesHasAContractAndTheOtherWayRound() {
    Set<String> called =
        CALLS.calls().stream()
            .filter(call -> call.through() == null && isService(call))
            .flatMap(call -> call.operations().stream().map(one -> call.caller() + ": " + one))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(contracts().stream().flatMap(ContractsOfTheCallTableTest::agreed))
        .containsExactlyInAnyOrderElementsOf(called);
  }

  @Test
  void bothSidesOfEveryContractHaveATestOfIt() {
    for (JsonNode contract : contracts()) {
      for (String side : List.of("consumer", "provider")) {
        assertThat(testsOf(contract.get(side).asText()))
            .as("%s of %s", side, contract)
            .isNotEmpty();
      }
    }
  }

  private static boolean isService(Call call) {
    return (call.caller() + "-service").equals(call.client());
  }

  /**
   * Who calls what: {@code notification: POST /api/consent/v1/decisions/batch}. A contract's events
   * are a call of the provider at the consumer's inbox.
   */
  private static Stream<String> agreed(JsonNode contract) {
    String consumer = contract.get("consumer").asText();
    TreeSet<String> calls = new TreeSet<>();
    contract
        .get("calls")
        .forEach(call -> calls.add(consumer + ": " + call.get("operation").asText()));
    String inbox = "/api/" + consumer + "/v1/events";
    contract
        .get("events")
        .forEach(
            event ->
                calls.add(
                    contract.get("provider").asText()
                        + ": POST "
                        + event.path("inbox").asText(inbox)));
    return calls.stream();
  }

  private static List<JsonNode> contracts() {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/contracts"))) {
      return files.map(ContractsOfTheCallTableTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> testsOf(String service) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(service + "-service/src/test/java"))) {
      return files.filter(file -> file.endsWith("ContractsTest.java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
