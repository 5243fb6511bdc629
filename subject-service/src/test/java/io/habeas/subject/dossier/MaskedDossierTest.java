package io.habeas.subject.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The desk knows whom it looks at before it has read anything about them. */
@QuarkusTest
@RunningSubject
class MaskedDossierTest {

  private static final String BASE = "/api/subject/v1/subjects/";
  private static final List<String> CLEAR =
      List.of(
          "Emmy",
          "Noether",
          "masked@example.com",
          "901820",
          "Unter den Linden",
          "DE-1",
          "vps",
          "called, was helped");

  @Test
  void whatIsThereShowsAndWhatItSaysDoesNot() {
    UUID id = People.held("masked@example.com");

    String shown =
        Calls.person("support")
            .get(BASE + id + "/masked?purpose=rights-requests")
            .then()
            .statusCode(200)
            .body("maskedName", equalTo("E*** N***"))
            .body("contactPoints.kind", equalTo(List.of("email", "phone", "postal")))
            .body("identifiers[0].masked", equalTo("***"))
            .body("items.category", equalTo(List.of("purchase", "support-note")))
            .body("items[0].value", equalTo(null))
            .extract()
            .asString();

    assertThat(shown).doesNotContain(CLEAR.toArray(CharSequence[]::new));
  }

  @Test
  void thePurposeBoundsWhatIsThereAsInARead() {
    UUID id = People.held("bounded@example.com");

    Calls.person("support")
        .get(BASE + id + "/masked?purpose=billing")
        .then()
        .statusCode(200)
        .body("items.category", equalTo(List.of("purchase")));
    Calls.person("support").get(BASE + id + "/masked").then().statusCode(400);
  }

  @Test
  void itIsTheDesksAndNobodyElses() {
    UUID id = People.held("theirs@example.com");

    Calls.customer(id).get(BASE + id + "/masked?purpose=rights-requests").then().statusCode(403);
    Calls.person("marketing")
        .get(BASE + id + "/masked?purpose=rights-requests")
        .then()
        .statusCode(403);
  }
}
