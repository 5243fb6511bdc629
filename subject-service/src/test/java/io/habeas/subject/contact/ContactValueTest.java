package io.habeas.subject.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactValueTest {

  @ParameterizedTest
  @CsvSource({
    "Ada@Example.COM, ada@example.com",
    "ＡＤＡ@example.com, ada@example.com",
    "straße@example.com, STRASSE@EXAMPLE.com",
    "ada@bücher.example, Ada@xn--bcher-kva.example",
    "δοκιμή@example.com, ΔΟΚΙΜΉ@example.com"
  })
  void whatPeopleTakeForTheSameAddressIsFoundAsTheSame(String one, String other) {
    assertThat(new EmailAddress(one).lookUpForm()).isEqualTo(new EmailAddress(other).lookUpForm());
    assertThat(new EmailAddress(one).value()).isEqualTo(one);
  }

  @Test
  void lookAlikesAreDifferentAddresses() {
    assertThat(new EmailAddress("ada@example.com").lookUpForm())
        .isNotEqualTo(new EmailAddress("аda@example.com").lookUpForm());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "@example.com",
        "ada@",
        "ada@localhost",
        "a b@example.com",
        "ada@exa mple.com",
        "a\r\nb@example.com",
        "a\u0000@example.com",
        "ada@-example.com",
        "ada..l@example.com",
        ".ada@example.com",
        "ada@example..com",
        "<ada@example.com>",
        "a,b@example.com",
        "\ud800@example.com",
        "ada@exam\u202Eple.com\n"
      })
  void whatIsNoAddressIsNotRead(String text) {
    assertThat(EmailAddress.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "030 901820, DE, +4930901820",
    "+49 (30) 901820, , +4930901820",
    "(888) 338-5261, US, +18883385261",
    "０３０ ９０１８２０, DE, +4930901820"
  })
  void telephoneNumbersBecomeE164(String text, String country, String e164) {
    assertThat(PhoneNumber.read(text, country).map(PhoneNumber::value)).contains(e164);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "not a number",
        "+999999999999999999",
        "030 901820",
        "+1 800 555 1234 ext. 5"
      })
  void whatIsNoNumberIsNotRead(String text) {
    assertThat(PhoneNumber.read(text, null)).isEmpty();
  }

  @Test
  void valuesNeverPrintThemselves() {
    var address = new PostalAddress("Marked 1", null, "M-1", "Markedville", null, "DE");

    assertThat(address.toString() + address.masked()).doesNotContain("Marked");
    assertThat(new PhoneNumber("+4930901820").toString()).doesNotContain("901820");
    assertThat(AddressBody.of(address).toString()).doesNotContain("Marked");
  }
}
