package io.habeas.notification.mailing;

import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.recipient.Recipient;
import java.util.UUID;

/** One notice, ready to be sent. Lives as long as the sending takes. */
record Notice(
    UUID subjectId,
    String messageId,
    Recipient.Reachable to,
    PolicyVersion version,
    PolicyText text) {
  @Override
  public String toString() {
    return "Notice[" + messageId + "]";
  }
}
