package io.habeas.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Java's own client asks for HTTP/2 by itself. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class ClearTextHttp2Test {

  @Test
  void aLargeFileArrivesWholeAndWithoutAnUpgrade() throws IOException, InterruptedException {
    Path largest = largest();
    URI file = URI.create("http://127.0.0.1:" + RestAssured.port + "/assets/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(file.resolve(largest.getFileName().toString())).build(),
              HttpResponse.BodyHandlers.ofByteArray());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.body()).isEqualTo(Files.readAllBytes(largest));
    }
  }

  private static Path largest() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/classes/META-INF/resources/assets"))) {
      return files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }
}
