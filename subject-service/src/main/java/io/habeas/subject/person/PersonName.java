package io.habeas.subject.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's name exactly as it was given, in any script. One of the two parts may be missing.
 *
 * @param given given names
 * @param family family names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record PersonName(@Nullable String given, @Nullable String family) {

  /** Both parts, given name first. */
  public String full() {
    return parts().collect(Collectors.joining(" "));
  }

  /** Each part's first letter. */
  public String masked() {
    return parts()
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + "***")
        .collect(Collectors.joining(" "));
  }

  private Stream<String> parts() {
    return Stream.of(given == null ? "" : given, family == null ? "" : family)
        .filter(part -> !part.isEmpty());
  }

  @Override
  public String toString() {
    return "PersonName[***]";
  }
}
