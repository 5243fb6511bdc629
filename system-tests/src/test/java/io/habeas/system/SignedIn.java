package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in through the gateway, without a browser: cookies by host, redirects by hand.
 */
final class SignedIn {

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

  static SignedIn as(String user, String password) {
    SignedIn person = new SignedIn();
    HttpResponse<String> form =
        person.follow("GET", URI.create(Suite.RUNNING.url() + "/login"), null);
    Matcher action = FORM.matcher(form.body());
    assertThat(action.find()).as(form.body()).isTrue();
    person.follow(
        "POST",
        URI.create(action.group(1).replace("&amp;", "&")),
        Api.form(Map.of("username", user, "password", password, "credentialId", "")));
    assertThat(person.send("GET", "/session", null, null).body().path("signedIn").asBoolean())
        .as(user + " is signed in")
        .isTrue();
    return person;
  }

  /** Leaves as by the link of the web app. */
  void signOut() {
    follow("GET", URI.create(Suite.RUNNING.url() + "/logout"), null);
  }

  /** A call as the web app makes it. */
  Api.Answer send(String method, String path, @Nullable String body, @Nullable String contentType) {
    HttpResponse<String> response =
        exchange(method, URI.create(Suite.RUNNING.url() + path), body, contentType);
    return new Api.Answer(response.statusCode(), json(response.body()), response.body());
  }

  private HttpResponse<String> follow(String method, URI uri, @Nullable String body) {
    HttpResponse<String> response =
        exchange(method, uri, body, body == null ? null : "application/x-www-form-urlencoded");
    String location = response.headers().firstValue("Location").orElse(null);
    return location == null || response.statusCode() / 100 != 3
        ? response
        : follow("GET", uri.resolve(location), null);
  }

  private HttpResponse<String> exchange(
      String method, URI uri, @Nullable String body, @Nullable String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Cookie", cookieHeader(uri))
            .header("X-Requested-With", "XMLHttpRequest");
    boolean isOurs = uri.toString().startsWith(Suite.RUNNING.url());
    if (isOurs) {
      request.header("Sec-Fetch-Site", "same-origin");
    }
    if (isOurs && uri.getPath().equals("/login")) {
      request.setHeader("X-Requested-With", "");
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(cookie -> keep(uri, cookie));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + uri.getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(URI uri, String header) {
    String[] pair = header.split(";")[0].split("=", 2);
    cookies
        .computeIfAbsent(uri.getAuthority(), host -> new LinkedHashMap<>())
        .put(pair[0], pair[1]);
  }

  private String cookieHeader(URI uri) {
    return cookies.getOrDefault(uri.getAuthority(), Map.of()).entrySet().stream()
        .filter(cookie -> !cookie.getValue().isEmpty())
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      var node = Api.JSON.readTree(text);
      return node == null ? Api.JSON.missingNode() : node;
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      return Api.JSON.missingNode();
    }
  }
}
