package io.habeas.notification.mailing;

import io.habeas.notification.delivery.Claim;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a delivery goes by on its way: the same at each attempt, so that it is recognised. */
final class DeliveryIds {
  private DeliveryIds() {}

  static UUID of(UUID campaign, Claim.Claimed delivery) {
    String name = campaign + " " + delivery.subjectId() + " " + delivery.channel().slug();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
  }
}
