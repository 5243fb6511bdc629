package io.habeas.subject.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows in databases were encrypted with exactly these bytes: they must never change. */
class AssociatedDataTest {

  private static final UUID SUBJECT = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final UUID ITEM = UUID.fromString("018f0000-0000-7000-8000-000000000002");

  @Test
  void theBytesOfAFieldAreTheseForEver() {
    Place place = new Place(new KeyRef(SUBJECT, "contact"), ITEM, "value", 3);

    assertThat(HexFormat.of().formatHex(place.associatedData()))
        .isEqualTo(
            "0000000e6861626561732f6669656c642f31"
                + "018f0000000070008000000000000001"
                + "00000007636f6e74616374"
                + "018f0000000070008000000000000002"
                + "0000000576616c7565"
                + "0000000000000003");
  }

  @Test
  void theBytesOfADataKeyAreTheseForEver() {
    assertThat(HexFormat.of().formatHex(new KeyRef(SUBJECT, "contact").associatedData()))
        .isEqualTo(
            "000000116861626561732f646174612d6b65792f31"
                + "018f0000000070008000000000000001"
                + "00000007636f6e74616374");
  }
}
