package io.habeas.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.clock.SecurityClock;
import io.habeas.gateway.identity.IdentityProvider;
import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class SessionsTest {

  private static final String PREFERENCES =
      "/api/consent/v1/subjects/" + UUID.randomUUID() + "/preferences";
  private static final String SUBJECT = "/api/subject/v1/subjects/" + UUID.randomUUID();
  private static final Duration SHORT = Duration.ofSeconds(2);

  @Inject Pool pool;
  @Inject IdentityProvider provider;
  @Inject SecurityClock clock;

  @BeforeEach
  @AfterEach
  void anOrdinaryProvider() {
    TestProvider.life(Duration.ofMinutes(5));
    TestProvider.broken(false);
  }

  @Test
  void eachServiceIsSentATokenThatOnlyItTakes() {
    String session = signIn();

    assertThat(audience(call(session, PREFERENCES))).isEqualTo("consent");
    assertThat(audience(call(session, SUBJECT))).isEqualTo("subject");
  }

  @Test
  void aServicesTokenIsAskedForOnceHoweverManyNeedIt() throws Exception {
    String session = signIn();
    int before = TestProvider.EXCHANGES.get();

    List<Response> answers = inParallel(20, () -> call(session, PREFERENCES));
    answers.add(call(session, PREFERENCES));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(TestProvider.EXCHANGES.get() - before).isEqualTo(1);
  }

  @Test
  void manyCallsAtTheMomentOfExpiryMakeOneRefreshAndAreAllAnswered() throws Exception {
    TestProvider.life(SHORT);
    String session = signIn();
    int before = TestProvider.REFRESHES.get();
    Thread.sleep(SHORT);

    List<Response> answers = inParallel(20, () -> call(session, PREFERENCES));
    answers.add(call(session, SUBJECT));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(TestProvider.REFRESHES.get() - before).isEqualTo(1);
  }

  @Test
  void twoReplicasMakeOneRefresh() throws Exception {
    TestProvider.life(SHORT);
    SessionId session = SessionId.read(signIn()).orElseThrow();
    int before = TestProvider.REFRESHES.get();
    Thread.sleep(SHORT);

    Sessions one = replica();
    Sessions other = replica();
    AtomicInteger turn = new AtomicInteger();
    List<Tokens> tokens =
        inParallel(
            20, () -> await((turn.getAndIncrement() % 2 == 0 ? one : other).tokens(session)));

    assertThat(tokens).extracting(Tokens::access).containsOnly(tokens.getFirst().access());
    assertThat(TestProvider.REFRESHES.get() - before).isEqualTo(1);
  }

  @Test
  void aSessionThatEndedAtTheProviderIsOver() throws Exception {
    TestProvider.life(SHORT);
    String session = signIn();
    Thread.sleep(SHORT);
    TestProvider.endAll();

    refused(call(session, PREFERENCES), 401, "session-ended");
    given().cookie("q_session", session).get("/session").then().body("signedIn", equalTo(false));
    Response login = given().redirects().follow(false).cookie("q_session", session).get("/login");
    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(login.header("Location")).isEqualTo("/login?returnTo=%2F");
    assertThat(login.cookie("q_session")).isEmpty();
  }

  @Test
  void aProviderThatIsAwayEndsNoSession() throws Exception {
    TestProvider.life(SHORT);
    String session = signIn();
    Thread.sleep(SHORT);
    TestProvider.broken(true);
    refused(call(session, PREFERENCES), 503, "unavailable");

    TestProvider.broken(false);

    assertThat(call(session, PREFERENCES).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sid", "sub"})
  void aLogoutElsewhereEndsTheSessionAndIsObeyedOnce(String named) {
    String session = signIn();
    String dropped = named.equals("sid") ? "sub" : "sid";
    String token = TestProvider.sign(TestProvider.logoutWithout(dropped));

    tell(token).then().statusCode(200);

    refused(call(session, PREFERENCES), 401, "session-ended");
    String next = signIn();
    refused(tell(token), 400, "invalid-logout-token");
    assertThat(call(next, PREFERENCES).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNoLogoutTokenEndsNothing() throws NoSuchAlgorithmException {
    String session = signIn();
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    JwtClaimsBuilder forged = TestProvider.logout();
    List<String> tokens =
        List.of(
            "",
            "abc",
            TestProvider.sign(TestProvider.logoutWithout("events")),
            TestProvider.sign(TestProvider.logout().claim("events", Map.of("other", Map.of()))),
            TestProvider.sign(TestProvider.logout().claim("nonce", "n")),
            TestProvider.sign(TestProvider.logoutWithout("sid", "sub")),
            TestProvider.sign(TestProvider.logout().audience("billing")),
            TestProvider.sign(TestProvider.logout().issuer("https://evil.example")),
            TestProvider.sign(TestProvider.logout().expiresAt(clock.now().minusSeconds(60))),
            forged.jws().keyId("test").sign(keys.generateKeyPair().getPrivate()),
            unsigned(TestProvider.sign(TestProvider.logout())));

    assertThat(tokens).allSatisfy(token -> refused(tell(token), 400, "invalid-logout-token"));
    assertThat(call(session, PREFERENCES).statusCode()).isEqualTo(200);
  }

  @Test
  void forgedTokensCostTheProviderOneLookAMinute() {
    tell(TestProvider.sign(TestProvider.logout()));
    int before = TestProvider.KEY_LOOKS.get();

    for (int i = 0; i < 20; i++) {
      tell(TestProvider.sign(TestProvider.logout().audience("billing")));
    }

    assertThat(TestProvider.KEY_LOOKS.get() - before).isLessThanOrEqualTo(1);
  }

  private Sessions replica() {
    return new Sessions(pool, new Slots(pool, clock), provider, clock);
  }

  /** The session's cookie after a sign-in with the code flow. */
  static String signIn() {
    Response away = given().redirects().follow(false).get("/login");
    assertThat(away.statusCode()).isEqualTo(302);
    String state = away.header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");
    Response back =
        given()
            .redirects()
            .follow(false)
            .cookies(away.cookies())
            .queryParam("state", state)
            .queryParam("code", "any")
            .get("/login");
    assertThat(back.cookies()).as(back.statusLine()).containsKey("q_session");
    return back.cookie("q_session");
  }

  /** Nobody says how long it is, so it is counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"})
  void tooLongAFormWithoutALengthIsRefused(String type) throws Exception {
    String field =
        type.startsWith("multipart")
            ? "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n%s\r\n"
            : "a=%s&";
    byte[] form = field.formatted("x".repeat(900)).repeat(30).getBytes(StandardCharsets.UTF_8);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + RestAssured.port + "/back-channel-logout"))
                  .header("Content-Type", type)
                  .POST(
                      HttpRequest.BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(form)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("urn:habeas:problem:too-large");
    }
  }

  private static Response call(String session, String path) {
    return given().cookie("q_session", session).get(path);
  }

  private static Response tell(String token) {
    return given().formParam("logout_token", token).post("/back-channel-logout");
  }

  private static String audience(Response told) {
    String token = told.path("authorization").toString().replace("Bearer ", "");
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(payload, StandardCharsets.UTF_8)).getString("aud");
  }

  private static String unsigned(String token) {
    String header = "{\"alg\":\"none\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + token.split("\\.")[1]
        + ".";
  }

  private static <T> List<T> inParallel(int times, Callable<T> call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:habeas:problem:" + code));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
