package io.habeas.subject.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class RegistryResourceTest {

  @Inject Registries registries;

  @Test
  void anybodyReadsTheRegistries() {
    given()
        .get("/api/subject/v1/registries/purposes")
        .then()
        .statusCode(200)
        .body("entries", hasSize(18))
        .body("entries.slug", hasItems("service-delivery", "policy-notice", "partner-offers"))
        .body("entries.find { it.slug == 'policy-notice' }.definition.mandatory", equalTo(true))
        .body("entries[0].version", equalTo(1));
    given().get("/api/subject/v1/registries/sources").then().statusCode(200);
    given().get("/api/subject/v1/registries/legal-bases").then().body("entries", hasSize(6));
    given().get("/api/subject/v1/registries/secrets").then().statusCode(404);
  }

  @Test
  void everythingThatACategoryNamesIsDeclared() {
    for (RegistryEntry entry : registries.entries("categories")) {
      Category category = registries.category(entry.slug()).orElseThrow();
      assertThat(category.purposes())
          .as(entry.slug())
          .isNotEmpty()
          .allMatch(purpose -> registries.purpose(purpose).isPresent());
    }
    for (RegistryEntry entry : registries.entries("purposes")) {
      assertThat(registries.purpose(entry.slug()).orElseThrow().legalBases())
          .isNotEmpty()
          .allMatch(registries.legalBases()::contains);
    }
  }
}
