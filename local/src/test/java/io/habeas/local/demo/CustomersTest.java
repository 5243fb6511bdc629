package io.habeas.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private final List<Customer> customers = new Customers().all();

  @Test
  void twoHundredCustomersAreTheSameEveryTime() {
    assertThat(customers).hasSize(200).isEqualTo(new Customers().all());
    assertThat(customers).extracting(Customer::number).doesNotHaveDuplicates();
  }

  @Test
  void theyComeFromManyCountriesInManyScripts() {
    Set<String> countries = new TreeSet<>();
    Set<UnicodeScript> scripts = new HashSet<>();
    for (Customer customer : customers) {
      countries.add(customer.account().get("residency").asText());
      people(customer)
          .forEach(
              person ->
                  person
                      .get("familyName")
                      .asText()
                      .codePoints()
                      .mapToObj(UnicodeScript::of)
                      .forEach(scripts::add));
    }

    assertThat(countries).hasSizeGreaterThan(12);
    assertThat(scripts)
        .contains(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HAN,
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.INHERITED);
    assertThat(customers)
        .anySatisfy(
            customer ->
                assertThat(
                        Normalizer.isNormalized(
                            people(customer).getFirst().get("familyName").asText(),
                            Normalizer.Form.NFC))
                    .isFalse());
  }

  @Test
  void organisationsHaveSeveralContactsWithAddressesOfTheirOwn() {
    assertThat(customers)
        .filteredOn(customer -> customer.account().get("kind").asText().equals("organisation"))
        .hasSizeGreaterThan(30)
        .allSatisfy(customer -> assertThat(people(customer)).hasSizeGreaterThan(1));
    assertThat(
            customers.stream()
                .flatMap(customer -> people(customer).stream())
                .map(person -> person.at("/contactPoints/0/value").asText())
                .toList())
        .doesNotHaveDuplicates()
        .allMatch(email -> email.matches("[a-z.-]+\\d+[obt]@example\\.(com|net|org)"));
  }

  @Test
  void everybodyHasMadeChoices() {
    assertThat(customers)
        .allSatisfy(customer -> assertThat(customer.choices()).hasSameSizeAs(people(customer)));
  }

  @Test
  void everyLoginBelongsToAnAccount() {
    assertThat(Logins.customers()).hasSize(5);
    assertThat(customers.stream().filter(c -> Logins.ofAccount(c.number()) != null)).hasSize(5);
  }

  private static List<JsonNode> people(Customer customer) {
    return StreamSupport.stream(customer.account().get("people").spliterator(), false).toList();
  }
}
