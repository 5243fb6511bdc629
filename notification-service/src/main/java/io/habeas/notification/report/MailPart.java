package io.habeas.notification.report;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A message or a part of one.
 *
 * @param type its media type in lower case, without parameters
 * @param text decoded; empty for what has parts
 */
record MailPart(Fields fields, String type, String text, List<MailPart> parts) {

  /** This one and all within. */
  Stream<MailPart> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(MailPart::all));
  }

  /** Those without parts of their own that are of such a type. */
  Stream<MailPart> leaves(Predicate<String> ofType) {
    return all().filter(part -> part.parts().isEmpty() && ofType.test(part.type()));
  }
}
