package io.habeas.subject.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.subject.RunningSubject;
import io.habeas.subject.account.AccountReading;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class BatchesTest {

  @Inject AccountReading reading;
  @Inject ObjectMapper json;

  @Test
  void batchesWithoutACommonAccountAreApart() {
    List<Batch> batches = batches(IntStream.rangeClosed(1, 1_600));

    assertThat(batches).extracting(Batch::firstLine).containsExactly(1L, 501L, 1001L, 1501L);
    assertThat(batches).extracting(Batch::apartFrom).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void aBatchWaitsForTheLastOneWithAnAccountOfItsOwn() {
    List<Batch> batches =
        batches(
            IntStream.rangeClosed(1, 2_000)
                .map(line -> line == 1_100 ? 7 : line == 1_600 ? 1_200 : line));

    assertThat(batches).extracting(Batch::firstLine).containsExactly(1L, 501L, 1001L, 1501L);
    assertThat(batches).extracting(Batch::apartFrom).containsExactly(1L, 1L, 501L, 1501L);
  }

  private List<Batch> batches(IntStream accounts) {
    String lines =
        accounts
            .mapToObj(
                number ->
                    """
                    {"number": "B%d", "kind": "person", "brand": "jaguar", "residency": "IE", \
                    "people": [{"key": "p", "roles": ["owner"], "givenName": "Ada", \
                    "languages": ["en"], "timeZone": "UTC"}]}"""
                        .formatted(number))
            .collect(Collectors.joining("\n"));
    Lines in = new Lines(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), 1);
    List<Batch> all = new ArrayList<>();
    new Batches(in, 1, reading, new JsonLineParser(json), CsvLineParser::new)
        .forEachRemaining(all::add);
    return all;
  }
}
