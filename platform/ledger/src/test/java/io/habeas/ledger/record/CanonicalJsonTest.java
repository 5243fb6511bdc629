package io.habeas.ledger.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void keysAreSortedAndNothingIsBetween() {
    assertThat(CanonicalJson.text(Map.of("b", List.of(1, true), "a", Map.of("é", "\u0001\"\\\n"))))
        .isEqualTo("{\"a\":{\"é\":\"\\u0001\\\"\\\\\\n\"},\"b\":[1,true]}");
  }

  @Test
  void fractionsAreRefused() {
    assertThatThrownBy(() -> CanonicalJson.text(Map.of("x", 0.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsBackAsItWas(@ForAll Map<String, String> map) throws IOException {
    assertThat(new ObjectMapper().readValue(CanonicalJson.text(map), Map.class)).isEqualTo(map);
  }

  @Test
  void aRecordTellsNothingWhenItIsLogged() {
    UUID subject = UUID.randomUUID();

    assertThat(SaltedRecord.of(subject, Map.of()).toString()).doesNotContain(subject.toString());
  }

  @Test
  void twoRecordsOfOneContentCommitDifferently() {
    assertThat(SaltedRecord.of(null, Map.of()).commitment())
        .isNotEqualTo(SaltedRecord.of(null, Map.of()).commitment());
  }
}
