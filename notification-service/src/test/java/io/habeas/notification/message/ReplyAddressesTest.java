package io.habeas.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.smtp.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplyAddressesTest {
  private static final byte[] KEY = "a key of some bytes".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OLD = "the key before it".getBytes(StandardCharsets.UTF_8);

  private final ReplyAddresses replies = new ReplyAddresses(List.of(KEY, OLD), "example.org");

  @Property
  void everyCaseHasAnAddressThatIsFoundAgainWhateverMailProgramsDoToIt(
      @ForAll long high, @ForAll long low) {
    UUID caseId = new UUID(high, low);
    String address = replies.of(caseId);
    assertThat(Mailbox.of(address)).isPresent();
    assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
    assertThat(replies.caseOf(address)).contains(caseId);
    assertThat(replies.caseOf(" " + address.toUpperCase(Locale.ROOT))).contains(caseId);
    String before = new ReplyAddresses(List.of(OLD), "example.org").of(caseId);
    assertThat(replies.caseOf(before)).contains(caseId);
  }

  @Property
  void anAddressOfWhichACharacterIsAnotherIsNotOurs(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 40) int at) {
    StringBuilder address = new StringBuilder(replies.of(new UUID(high, low)));
    int place = "case+".length() + at;
    address.setCharAt(place, address.charAt(place) == 'a' ? 'b' : 'a');
    assertThat(replies.caseOf(address.toString())).isEmpty();
  }
}
