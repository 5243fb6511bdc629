package io.habeas.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.habeas.bucket.Bucket;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The other side of every call that this service makes: subject- and consent-service and the
 * identity provider as a small server with people in memory, and a mail relay.
 */
public class Peers implements QuarkusTestResourceLifecycleManager {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TreeMap<UUID, Person> PEOPLE = new TreeMap<>();
  private static @Nullable GreenMail relay;
  private static @Nullable ShortMessageCentre centre;
  private static volatile boolean consentAnswers = true;
  private static final Map<UUID, String> DENIALS = new ConcurrentHashMap<>();

  private static final String PURPOSES =
      """
      {"version":1,"purposes":[
        {"name":"policy-notice","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"rights-requests","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"legal-notice","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"service-messages","legalBasis":"contract","channels":["email","sms"]},
        {"name":"newsletter","legalBasis":"consent","channels":["email","sms"]}]}
      """;
  private static volatile Runnable onDecisions = () -> {};

  private @Nullable HttpServer server;

  /** Somebody whom subject-service knows. */
  public record Person(
      @Nullable String address,
      String name,
      String language,
      String state,
      @Nullable String phone) {
    /** Somebody without a telephone. */
    public Person(@Nullable String address, String name, String language, String state) {
      this(address, name, language, state, null);
    }
  }

  /** Forgets everybody and every mail. */
  public static synchronized void clear() {
    PEOPLE.clear();
    DENIALS.clear();
    consentAnswers = true;
    try {
      relay().purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds somebody. */
  public static synchronized UUID add(Person person) {
    UUID id = com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch();
    PEOPLE.put(id, person);
    return id;
  }

  /** From now on nobody may contact this one, by that rule; null: again as before. */
  public static void deny(UUID id, @Nullable String rule) {
    if (rule == null) {
      DENIALS.remove(id);
    } else {
      DENIALS.put(id, rule);
    }
  }

  /** What happens when consent-service is asked, before it answers. */
  public static void onDecisions(Runnable happens) {
    onDecisions = happens;
  }

  /** Whether consent-service answers at all. */
  public static void consentAnswers(boolean answers) {
    consentAnswers = answers;
  }

  /** The relay and its mailboxes. */
  public static GreenMail relay() {
    GreenMail running = relay;
    if (running == null) {
      throw new IllegalStateException("the relay is not started");
    }
    return running;
  }

  /** The short message centre. */
  public static ShortMessageCentre centre() {
    ShortMessageCentre running = centre;
    if (running == null) {
      throw new IllegalStateException("the centre is not started");
    }
    return running;
  }

  @Override
  public Map<String, String> start() {
    try {
      GreenMail started = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      started.start();
      relay = started;
      HttpServer listening = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      listening.createContext("/", Peers::answer);
      listening.start();
      server = listening;
      String url = "http://127.0.0.1:" + listening.getAddress().getPort();
      int own = freePort();
      int sms = freePort();
      centre = new ShortMessageCentre(sms);
      return Map.ofEntries(
          Map.entry("habeas.peers.subject.url", url),
          Map.entry("habeas.peers.consent.url", url),
          Map.entry("quarkus.oidc-client.auth-server-url", url + "/realms/habeas"),
          Map.entry("habeas.relays.main.host", "127.0.0.1"),
          Map.entry("habeas.relays.main.port", Integer.toString(started.getSmtp().getPort())),
          Map.entry("habeas.sms.host", "127.0.0.1"),
          Map.entry("habeas.sms.port", Integer.toString(sms)),
          Map.entry("habeas.sms.system-id", "habeas"),
          Map.entry("habeas.sms.password", "secret"),
          Map.entry("habeas.sms.patience", "2s"),
          Map.entry("quarkus.http.test-port", Integer.toString(own)),
          Map.entry("habeas.public-url", "http://127.0.0.1:" + own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    relay().stop();
    centre().close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/token")) {
      send(exchange, "application/json", "{\"access_token\":\"t\",\"expires_in\":300}");
    } else if (!"Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
    } else if (path.equals("/api/subject/v1/audience")) {
      send(exchange, "application/x-ndjson", audience(exchange.getRequestURI().getQuery()));
    } else if (path.equals("/api/subject/v1/contacts")) {
      send(exchange, "application/x-ndjson", contacts(JSON.readTree(request)));
    } else if (path.equals("/api/consent/v1/purposes")) {
      send(exchange, "application/json", PURPOSES);
    } else if (path.equals("/api/consent/v1/decisions/batch") && consentAnswers) {
      onDecisions.run();
      send(exchange, "application/json", decisions(JSON.readTree(request)));
    } else {
      exchange.sendResponseHeaders(503, -1);
    }
  }

  private static synchronized String audience(String query) {
    int bucket = Integer.parseInt(query.replaceAll(".*bucket=([0-9]+).*", "$1"));
    StringBuilder lines = new StringBuilder();
    PEOPLE.forEach(
        (id, person) -> {
          if (Bucket.of(id) == bucket && !(query.contains("after=") && after(query, id))) {
            lines.append(
                "{\"subjectId\":\"%s\",\"bucket\":%d,\"state\":\"%s\",\"kind\":\"person\"}\n"
                    .formatted(id, bucket, person.state()));
          }
        });
    return lines.toString();
  }

  private static boolean after(String query, UUID id) {
    UUID after = UUID.fromString(query.replaceAll(".*after=([0-9a-f-]{36}).*", "$1"));
    return id.toString().compareTo(after.toString()) <= 0;
  }

  private static synchronized String contacts(JsonNode question) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (JsonNode id : question.get("subjectIds")) {
      Person person = PEOPLE.get(UUID.fromString(id.asText()));
      String address =
          person == null
              ? null
              : question.get("channel").asText().equals("email")
                  ? person.address()
                  : person.phone();
      if (person != null && address != null && !person.state().equals("erased")) {
        lines
            .append(
                JSON.writeValueAsString(
                    Map.of(
                        "subjectId", id.asText(),
                        "address", address,
                        "name", person.name(),
                        "language", person.language(),
                        "timeZone", "Europe/Berlin",
                        "contactPointId", UUID.randomUUID().toString())))
            .append('\n');
      }
    }
    return lines.toString();
  }

  private static synchronized String decisions(JsonNode question) {
    StringBuilder decisions = new StringBuilder();
    for (JsonNode id : question.get("subjectIds")) {
      Person person = PEOPLE.get(UUID.fromString(id.asText()));
      boolean erased = person == null || person.state().equals("erased");
      @Nullable String rule = DENIALS.get(UUID.fromString(id.asText()));
      decisions
          .append(decisions.isEmpty() ? "" : ",")
          .append(
              "{\"subjectId\":\"%s\",\"decision\":\"%s\",\"rule\":\"%s\",\"validUntil\":\"2026-01-01T00:00:00Z\"%s}"
                  .formatted(
                      id.asText(),
                      erased || rule != null ? "deny" : "allow",
                      erased ? "erased" : rule != null ? rule : "mandatory",
                      question.get("purpose").asText().equals("newsletter")
                          ? ",\"unsubscribe\":\"token~" + id.asText() + "\""
                          : ""));
    }
    return "{\"decisions\":[" + decisions + "]}";
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
