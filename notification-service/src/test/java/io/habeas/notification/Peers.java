package io.habeas.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.habeas.bucket.Bucket;
import io.habeas.bucket.BucketRange;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The other side of every call that this service makes: subject- and consent-service and the
 * identity provider as a small server with people in memory, and a mail relay.
 */
public class Peers implements QuarkusTestResourceLifecycleManager {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TreeMap<UUID, Person> PEOPLE = new TreeMap<>();
  private static final TreeMap<UUID, List<String>> RELATIONS = new TreeMap<>();
  private static final TreeMap<UUID, List<String>> DISCLOSED = new TreeMap<>();
  private static @Nullable GreenMail relay;
  private static @Nullable ShortMessageCentre centre;
  private static volatile boolean consentAnswers = true;
  private static final Map<UUID, String> DENIALS = new ConcurrentHashMap<>();
  private static final Map<String, String> DENIED_CHANNELS = new ConcurrentHashMap<>();

  private static final String PURPOSES =
      """
      {"version":1,"purposes":[
        {"name":"policy-notice","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"rights-requests","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"legal-notice","legalBasis":"legal-obligation","channels":["email","sms"]},
        {"name":"service-messages","legalBasis":"contract","channels":["email","sms"]},
        {"name":"newsletter","legalBasis":"consent","channels":["email","sms"]}]}
      """;
  private static volatile boolean subjectHears = true;

  /** How often subject-service says that it cannot tell an audience now. */
  private static final AtomicInteger AUDIENCE_REFUSALS = new AtomicInteger();

  private static final List<JsonNode> REACHABILITY = new CopyOnWriteArrayList<>();

  /** The bounce mailbox. */
  public static final String BOUNCES = "bounces@habeas.example";

  /** What return paths are signed with. */
  static final String BOUNCE_KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=";

  private static volatile Runnable onDecisions = () -> {};

  private @Nullable HttpServer server;

  private static final List<CallAsked> CALLS = new CopyOnWriteArrayList<>();
  private static volatile int callStatus = 202;

  /** A request to whoever makes automated calls. */
  public record CallAsked(Headers headers, byte[] body) {
    /** One of its headers. */
    public String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  /** The requests to whoever makes automated calls, and how they are answered from now on. */
  public static List<CallAsked> calls(int status) {
    callStatus = status;
    return CALLS;
  }

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
    DENIED_CHANNELS.clear();
    CALLS.clear();
    callStatus = 202;
    RELATIONS.clear();
    DISCLOSED.clear();
    consentAnswers = true;
    subjectHears = true;
    AUDIENCE_REFUSALS.set(0);
    REACHABILITY.clear();
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

  /** The same of one channel; null: again as before. */
  public static void deny(UUID id, String channel, @Nullable String rule) {
    if (rule == null) {
      DENIED_CHANNELS.remove(id + " " + channel);
    } else {
      DENIED_CHANNELS.put(id + " " + channel, rule);
    }
  }

  /** What happens when consent-service is asked, before it answers. */
  public static void onDecisions(Runnable happens) {
    onDecisions = happens;
  }

  /** What somebody has to do with us; of who is not told of, nothing is known. */
  public static synchronized void relate(
      UUID id, String product, String brand, String region, String channel) {
    RELATIONS.put(id, List.of(product, brand, region, channel));
  }

  /** Something of somebody went to a processor, in a country. */
  public static synchronized void disclose(UUID id, UUID processor, String country) {
    DISCLOSED.put(id, List.of(processor.toString(), country));
  }

  /** Whether consent-service answers at all. */
  public static void consentAnswers(boolean answers) {
    consentAnswers = answers;
  }

  /** Whether subject-service hears of contact points. */
  public static void refuseAudience(int times) {
    AUDIENCE_REFUSALS.set(times);
  }

  public static void subjectHears(boolean hears) {
    subjectHears = hears;
  }

  /** What subject-service was told of contact points. */
  static List<JsonNode> reachability() {
    return REACHABILITY;
  }

  /** Puts a message into the bounce mailbox. */
  public static void bounce(byte[] message) {
    try {
      GreenMailUser box = relay().getUserManager().getUser(BOUNCES);
      box.deliver(new MimeMessage((Session) null, new ByteArrayInputStream(message)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
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
      GreenMail started =
          new GreenMail(
              new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
              });
      started.start();
      started.setUser(BOUNCES, BOUNCES, "secret");
      relay = started;
      HttpServer listening = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      listening.createContext("/", Peers::answer);
      listening.start();
      server = listening;
      String url = "http://127.0.0.1:" + listening.getAddress().getPort();
      int own = freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("habeas.peers.subject.url", url);
      settings.put("habeas.peers.consent.url", url);
      settings.put("habeas.peers.disclosure.url", url);
      settings.put("quarkus.oidc-client.auth-server-url", url + "/realms/habeas");
      settings.put("habeas.relays.main.host", "127.0.0.1");
      settings.put("habeas.relays.main.port", Integer.toString(started.getSmtp().getPort()));
      settings.put("quarkus.http.test-port", Integer.toString(own));
      settings.put("habeas.public-url", "http://127.0.0.1:" + own);
      settings.put("habeas.bounces.key", BOUNCE_KEY);
      settings.put("habeas.bounces.imap.host", "127.0.0.1");
      settings.put("habeas.bounces.imap.port", Integer.toString(started.getImap().getPort()));
      settings.put("habeas.bounces.imap.security", "none");
      settings.put("habeas.bounces.imap.username", BOUNCES);
      settings.put("habeas.bounces.imap.password", "secret");
      int sms = freePort();
      centre = new ShortMessageCentre(sms);
      settings.put("habeas.autocall.url", url + "/calls");
      settings.put("habeas.autocall.allow-private", "true");
      settings.put("habeas.autocall.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
      settings.put("habeas.autocall.callback-secrets", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
      settings.put("habeas.sms.host", "127.0.0.1");
      settings.put("habeas.sms.port", Integer.toString(sms));
      settings.put("habeas.sms.system-id", "habeas");
      settings.put("habeas.sms.password", "secret");
      settings.put("habeas.sms.patience", "2s");
      return settings;
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
    } else if (path.equals("/calls")) {
      CALLS.add(new CallAsked(exchange.getRequestHeaders(), request));
      exchange.sendResponseHeaders(callStatus, -1);
    } else if (!"Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
    } else if (path.equals("/api/subject/v1/audience")
        && AUDIENCE_REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      send(exchange, "application/x-ndjson", audience(exchange.getRequestURI().getQuery()));
    } else if (path.equals("/api/subject/v1/relation")) {
      relation(exchange, subjectOf(exchange));
    } else if (path.equals("/api/disclosure/v1/concerned")) {
      send(exchange, "application/x-ndjson", concerned(exchange.getRequestURI().getQuery()));
    } else if (path.equals("/api/disclosure/v1/whereabouts")) {
      send(exchange, "application/json", whereabouts(subjectOf(exchange)));
    } else if (path.equals("/api/subject/v1/contacts")) {
      send(exchange, "application/x-ndjson", contacts(JSON.readTree(request)));
    } else if (path.equals("/api/consent/v1/purposes")) {
      send(exchange, "application/json", PURPOSES);
    } else if (path.equals("/api/subject/v1/reachability") && subjectHears) {
      JSON.readTree(request).get("contactPoints").forEach(REACHABILITY::add);
      exchange.sendResponseHeaders(204, -1);
    } else if (path.equals("/api/consent/v1/decisions/batch") && consentAnswers) {
      onDecisions.run();
      send(exchange, "application/json", decisions(JSON.readTree(request)));
    } else {
      exchange.sendResponseHeaders(503, -1);
    }
  }

  private static UUID subjectOf(HttpExchange exchange) {
    return UUID.fromString(
        exchange.getRequestURI().getQuery().replaceAll(".*subjectId=([0-9a-f-]{36}).*", "$1"));
  }

  private static void relation(HttpExchange exchange, UUID id) throws IOException {
    List<String> own;
    synchronized (Peers.class) {
      own = PEOPLE.containsKey(id) ? RELATIONS.getOrDefault(id, List.of("", "", "", "")) : null;
    }
    if (own == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      send(
          exchange,
          "application/json",
          "{\"products\":[\"%s\"],\"brands\":[\"%s\"],\"region\":\"%s\",\"channels\":[\"%s\"],\"former\":false}"
              .formatted(own.toArray()));
    }
  }

  private static synchronized String whereabouts(UUID id) {
    List<String> own = DISCLOSED.get(id);
    return own == null
        ? "{\"processors\":[],\"countries\":[]}"
        : "{\"processors\":[\"%s\"],\"countries\":[\"%s\"]}".formatted(own.toArray());
  }

  private static BucketRange buckets(String query) {
    return new BucketRange(number(query, "bucket"), number(query, "through"));
  }

  private static int number(String query, String name) {
    return Integer.parseInt(query.replaceAll(".*" + name + "=([0-9]+).*", "$1"));
  }

  /** Bucket after bucket, in the order of the ids. */
  private static String place(UUID id) {
    return "%03d %s".formatted(Bucket.of(id), id);
  }

  private static synchronized String concerned(String query) {
    BucketRange buckets = buckets(query);
    StringBuilder lines = new StringBuilder();
    DISCLOSED.forEach(
        (id, own) -> {
          boolean isAsked =
              query.contains("processor=" + own.getFirst())
                  || query.contains("country=" + own.getLast());
          if (isAsked && buckets.holds(id) && !(query.contains("after=") && after(query, id))) {
            lines.append("{\"subjectId\":\"%s\"}\n".formatted(id));
          }
        });
    return lines.toString();
  }

  private static boolean passes(String query, UUID id) {
    if (!query.matches(".*(product|brand|region|channel)=.*")) {
      return true;
    }
    List<String> own = RELATIONS.getOrDefault(id, List.of("", "", "", ""));
    List<String> names = List.of("product", "brand", "region", "channel");
    return IntStream.range(0, names.size())
        .anyMatch(
            i ->
                !own.get(i).isEmpty()
                    && (query + "&").contains(names.get(i) + "=" + own.get(i) + "&"));
  }

  private static synchronized String audience(String query) {
    BucketRange buckets = buckets(query);
    return PEOPLE.entrySet().stream()
        .filter(each -> buckets.holds(each.getKey()) && passes(query, each.getKey()))
        .filter(each -> !(query.contains("after=") && after(query, each.getKey())))
        .sorted(Comparator.comparing(each -> place(each.getKey())))
        .limit(number(query, "limit"))
        .map(
            each ->
                "{\"subjectId\":\"%s\",\"bucket\":%d,\"state\":\"%s\",\"kind\":\"person\"}\n"
                    .formatted(each.getKey(), Bucket.of(each.getKey()), each.getValue().state()))
        .collect(Collectors.joining());
  }

  /** The id of an address, the same each time. */
  public static UUID contactPoint(String address) {
    return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean after(String query, UUID id) {
    UUID after = UUID.fromString(query.replaceAll(".*after=([0-9a-f-]{36}).*", "$1"));
    return place(id).compareTo(place(after)) <= 0;
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
                        "contactPointId", contactPoint(address).toString())))
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
      @Nullable String own =
          DENIED_CHANNELS.getOrDefault(
              id.asText() + " " + question.get("channel").asText(),
              DENIALS.get(UUID.fromString(id.asText())));
      @Nullable String rule =
          person != null && person.state().equals("denied") ? "do-not-contact" : own;
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
