package io.habeas.disclosure.release;

import io.habeas.disclosure.processor.Processor;
import io.habeas.disclosure.subject.SubjectState;
import java.util.Optional;

/** Where a request has come to on its way through the gates. */
sealed interface Passage {

  /** It stops here. */
  record Stopped(Gate gate, String evidence) implements Passage {}

  /** It passes, by this transfer basis. */
  record Passed(String transferMechanism, String evidence) implements Passage {}

  /** It passes the gates that need no consent decision; ask for one and come again. */
  record AskConsent() implements Passage {}

  /**
   * The gates as one pure function, in their order.
   *
   * @param asked the request and what we know
   * @param consent the decision, once it was asked for
   */
  static Passage through(Asked asked, Optional<Consent> consent) {
    if (asked.processor().filter(known -> known.state() == Processor.State.LIVE).isEmpty()) {
      return new Stopped(
          Gate.PARTNER, asked.processor().map(p -> p.state().label()).orElse("unknown"));
    }
    if (asked.agreement().isEmpty()) {
      return new Stopped(Gate.AGREEMENT, "none in force");
    }
    String agreement = "agreement " + asked.agreement().get().id();
    if (!asked.agreement().get().allows(asked.purpose(), asked.fields())) {
      return new Stopped(Gate.SCOPE, agreement);
    }
    if (asked.subject().filter(SubjectState.ACTIVE::equals).isEmpty()) {
      return new Stopped(Gate.SUBJECT, asked.subject().map(s -> s.label()).orElse("unknown"));
    }
    if (consent.isEmpty()) {
      return new AskConsent();
    }
    if (!consent.get().allowed()) {
      return new Stopped(Gate.CONSENT, consent.get().evidence());
    }
    String country = asked.processor().get().country();
    return TransferBasis.of(country, asked.agreement().get())
        .<Passage>map(basis -> new Passed(basis, consent.get().evidence()))
        .orElseGet(() -> new Stopped(Gate.TRANSFER, agreement));
  }
}
