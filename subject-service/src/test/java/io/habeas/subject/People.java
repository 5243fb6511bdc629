package io.habeas.subject;

import java.util.UUID;

/** Makes people through the API, as billing does. */
public final class People {

  private People() {}

  /** A person of an account of their own, with an e-mail address, a telephone number and items. */
  public static UUID held(String email) {
    return held("P-" + UUID.randomUUID(), email);
  }

  /** A person of this account. */
  public static UUID held(String number, String email) {
    return UUID.fromString(
        Calls.billing()
            .body(body(email))
            .put("/api/subject/v1/accounts/" + number)
            .then()
            .statusCode(200)
            .extract()
            .path("people[0].subjectId"));
  }

  private static String body(String email) {
    return """
        {"kind": "person", "brand": "jaguar", "products": ["vps"], "residency": "DE",
         "people": [{"key": "p", "roles": ["owner"], "givenName": "Emmy", "familyName": "Noether",
           "languages": ["de", "en"], "timeZone": "Europe/Berlin",
           "contactPoints": [{"kind": "email", "value": "%s", "verifiedAt": "2026-01-01T00:00:00Z"},
             {"kind": "phone", "value": "030 901820"},
             {"kind": "postal", "address": {"street": "Unter den Linden 1", "city": "Berlin", "country": "DE"}}],
           "identifiers": [{"kind": "tax-id", "value": "DE-1"}],
           "items": [
             {"category": "purchase", "value": {"product": "vps", "orderedAt": "2026-01-02T03:04:05Z"},
              "source": "orders", "purposes": ["billing", "crm"], "legalBasis": "contract",
              "collectedAt": "2026-01-02T03:04:05Z", "policyVersion": "privacy/1"},
             {"category": "support-note", "value": {"text": "called, was helped"},
              "source": "support-call", "purposes": ["service-delivery"], "legalBasis": "contract",
              "collectedAt": "2026-02-02T03:04:05Z"}]}]}
        """
        .formatted(email);
  }
}
