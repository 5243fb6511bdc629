package io.habeas.contract.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void moreThanIsReadMayBeTold() {
    assertThat(missing("{'a':[{'b':'x'}]}", "{'a':[{'b':'y','c':1}],'d':2}")).isEmpty();
  }

  @Test
  void whatIsRenamedOrOfAnotherKindIsNamed() {
    assertThat(missing("{'a':'x'}", "{'b':'x'}")).containsExactly("/a is MISSING");
    assertThat(missing("{'a':'x'}", "{'a':null}")).containsExactly("/a is NULL");
    assertThat(missing("{'a':{'b':1}}", "{'a':{'b':'1'}}")).containsExactly("/a/b is STRING");
    assertThat(missing("{'a':[{'b':1}]}", "{'a':[]}")).containsExactly("/a/0 is MISSING");
  }

  private static List<String> missing(String read, String told) {
    ObjectMapper json = new ObjectMapper();
    try {
      return Shape.missing(
          json.readTree(read.replace('\'', '"')), json.readTree(told.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
