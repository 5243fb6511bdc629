package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in with the gateway's own client, past the gateway: what a thief of its secret, or a
 * service that was taken over, could hold in its hands.
 */
final class ProviderSignIn {

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final String VERIFIER = "a-verifier-that-only-tests-know-0123456789-0123456789";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** The tokens of a person who signs in by password alone. */
  static JsonNode tokens(String user, String password) {
    return new ProviderSignIn().signIn(user, password, null, () -> "");
  }

  /** The tokens of a person who is asked for a one-time code as well. */
  static JsonNode tokens(String user, String password, String level, Supplier<String> code) {
    return new ProviderSignIn().signIn(user, password, level, code);
  }

  /** A token of the same session for one service. */
  static String exchanged(JsonNode tokens, String service) {
    JsonNode answer =
        grant(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                tokens.path("access_token").asText(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "scope",
                "web:" + service));
    return answer.path("access_token").asText();
  }

  private JsonNode signIn(
      String user, String password, @Nullable String level, Supplier<String> code) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", "gateway");
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("redirect_uri", redirect());
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", challenge());
    if (level != null) {
      query.put("acr_values", level);
    }
    String auth = Suite.RUNNING.issuer() + "/protocol/openid-connect/auth?" + Api.form(query);
    HttpResponse<String> page = send(URI.create(auth), null);
    page = submit(page, Map.of("username", user, "password", password, "credentialId", ""));
    if (page.statusCode() == 200 && page.body().contains("name=\"otp\"")) {
      page = submit(page, Map.of("otp", code.get()));
    }
    String location = page.headers().firstValue("Location").orElse(page.body());
    Matcher found = CODE.matcher(location);
    assertThat(found.find()).as(location).isTrue();
    return grant(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            found.group(1),
            "redirect_uri",
            redirect(),
            "code_verifier",
            VERIFIER));
  }

  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
    Matcher action = FORM.matcher(page.body());
    assertThat(action.find()).as(page.body()).isTrue();
    return send(URI.create(action.group(1).replace("&amp;", "&")), Api.form(fields));
  }

  private HttpResponse<String> send(URI uri, @Nullable String form) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (form != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(form));
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      for (String header : response.headers().allValues("Set-Cookie")) {
        String[] pair = header.split(";")[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode grant(Map<String, String> parameters) {
    Map<String, String> form = new LinkedHashMap<>(parameters);
    form.put("client_id", "gateway");
    form.put("client_secret", Suite.RUNNING.secret("client.gateway"));
    Api.Answer answer =
        new Api(Suite.RUNNING.issuer(), null)
            .send(
                "POST",
                "/protocol/openid-connect/token",
                Api.form(form),
                "application/x-www-form-urlencoded");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private static String redirect() {
    return Suite.RUNNING.url() + "/login";
  }

  private static String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
