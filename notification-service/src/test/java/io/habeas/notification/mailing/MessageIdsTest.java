package io.habeas.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
  @Test
  void aMessageIdIsOfCampaignAndSubjectAlone() {
    UUID campaign = UUID.randomUUID();
    UUID subject = UUID.randomUUID();

    assertThat(MessageIds.of(campaign, subject, "x.example"))
        .isEqualTo(MessageIds.of(campaign, subject, "x.example"))
        .matches("<notice\\.[0-9a-f]{32}@x\\.example>")
        .isNotEqualTo(MessageIds.of(subject, campaign, "x.example"));
  }
}
