package io.habeas.subject.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.habeas.subject.account.AccountBody;
import io.habeas.subject.bulk.LineResult.Body;
import io.habeas.subject.bulk.LineResult.Parsed;
import io.habeas.subject.bulk.LineResult.Unparsable;

/** A line of NDJSON: the body of one account. The parser's own words may quote the line: unused. */
final class JsonLineParser implements LineParser {

  private final ObjectReader reader;

  JsonLineParser(ObjectMapper json) {
    this.reader = json.readerFor(AccountBody.class);
  }

  @Override
  public Parsed parse(String text) {
    try {
      AccountBody body = reader.readValue(text);
      return body == null ? new Unparsable("wrong-type", "", "must be an object") : new Body(body);
    } catch (UnrecognizedPropertyException e) {
      return new Unparsable("unknown-field", "", "must have no unknown field");
    } catch (MismatchedInputException e) {
      return new Unparsable("wrong-type", pathOf(e), "has a wrong type");
    } catch (JsonProcessingException e) {
      return new Unparsable(
          "malformed-json", "", "must be one JSON object without duplicate names");
    }
  }

  /** Every name in it is one of our own: an unknown one never gets so far. */
  private static String pathOf(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
