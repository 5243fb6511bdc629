package io.habeas.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What other sites load of us. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class EmbedTest {

  private static final int BUDGET = 6 * 1024;

  @Test
  void theNoticeIsSmallAndOtherSitesMayLoadIt() throws IOException {
    byte[] notice =
        given()
            .get("/embed/notice.js")
            .then()
            .statusCode(200)
            .contentType(containsString("javascript"))
            .header("Cross-Origin-Resource-Policy", equalTo("cross-origin"))
            .header("Access-Control-Allow-Origin", equalTo("*"))
            .header("Set-Cookie", nullValue())
            .extract()
            .asByteArray();

    assertThat(zipped(notice)).isBetween(400, BUDGET);
    assertThat(new String(notice, java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("document.cookie", "eval(", "innerHTML");
  }

  @Test
  void nothingElseIsForOtherSites() {
    for (String path : new String[] {"/", "/session", "/embed/../index.html"}) {
      given()
          .get(path)
          .then()
          .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
          .header("Access-Control-Allow-Origin", nullValue());
    }
  }

  private static int zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.size();
  }
}
