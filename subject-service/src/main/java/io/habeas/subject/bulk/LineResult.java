package io.habeas.subject.bulk;

import io.habeas.subject.account.AccountBody;
import io.habeas.subject.account.Registration;

/** What a line turned out to be. */
sealed interface LineResult {

  /** An account to be held. */
  record Account(Registration account) implements LineResult {}

  /** Nothing. */
  record Blank() implements LineResult {}

  /** A broken line. */
  record Broken(LineError error) implements LineResult {}

  /** What the text of a line says, before it is known to be right. */
  sealed interface Parsed {}

  /** An account, unread. */
  record Body(AccountBody body) implements Parsed {}

  /** No account. */
  record Unparsable(String code, String field, String detail) implements Parsed {}
}
