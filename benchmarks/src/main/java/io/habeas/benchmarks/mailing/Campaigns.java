package io.habeas.benchmarks.mailing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.benchmarks.suite.Caller;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.benchmarks.suite.Pause;
import io.habeas.local.home.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The whole engine at work: a version of a policy is announced and everybody is told, with the
 * snapshot of the audience, decisions, contacts, witness, rows and ledger.
 */
final class Campaigns {
  static final List<String> SERVICES = List.of("notification", "subject", "consent");
  static final String COMPILING = "(of notification: compilers)";
  private static final String POLICIES = "/api/notification/v1/policies";
  private static final String WRITE = "policy:write";
  private static final long LOOK_EVERY_MILLIS = 500;

  private final MeasuredSuite suite;
  private final Relay relay;
  private final Caller desk;
  private int documents;

  Campaigns(MeasuredSuite suite, Relay relay) {
    this.suite = suite;
    this.relay = relay;
    this.desk = new Caller(suite, "habeas-admin");
  }

  /**
   * One campaign, or several that are told one after the other.
   *
   * @param figures what it cost
   * @param early engine's CPU microseconds a message from a tenth to three tenths of the way
   * @param late the same from seven tenths to nine
   * @param atFirst memory of notification-service when a tenth was told
   * @param atLast the same at its end
   */
  record Told(
      Figures figures,
      double early,
      double late,
      ProcessTimes.Memory atFirst,
      ProcessTimes.Memory atLast) {}

  /** How far it was at some moment, and what had been used by then. */
  private record Look(long accepted, long engineMicros, ProcessTimes.Memory memory) {}

  /** Tells so many people in each of some campaigns that are announced together. */
  Told tellEverybody(int people, int campaigns) {
    List<String> documents = Stream.generate(this::drafted).limit(campaigns).toList();
    Map<String, Long> before = reading();
    long began = System.nanoTime();
    List<Look> looks = watch(documents.stream().map(this::announce).toList(), people);
    double seconds = (System.nanoTime() - began) / 1e9;
    long letters = (long) people * campaigns;
    return new Told(
        new Figures(letters, seconds, MeasuredSuite.used(before, reading())),
        stretch(looks, letters, 0.1, 0.3),
        stretch(looks, letters, 0.7, 0.9),
        at(looks, letters * 0.1).memory(),
        memory());
  }

  /** A document with a version in force and the draft of the next; its name. */
  private String drafted() {
    String document = "bench-" + ++documents;
    desk.post("notification", WRITE, POLICIES, Map.of("document", document, "title", "Bench"));
    draft(document, "1");
    desk.put("notification", WRITE, version(document, "1") + "/activation", Map.of());
    draft(document, "2");
    return document;
  }

  /** Looks on until everybody was told. */
  private List<Look> watch(List<String> campaigns, int people) {
    List<Look> looks = new ArrayList<>();
    Deque<String> running = new ArrayDeque<>(campaigns);
    long told = 0;
    while (!running.isEmpty()) {
      Pause.millis(LOOK_EVERY_MILLIS);
      JsonNode first = view(running.getFirst());
      while (first.path("state").asText().equals("completed")) {
        if (accepted(first) != people) {
          throw new Trouble("bench", first + ": not " + people + " were told", "Report this");
        }
        told += people;
        running.removeFirst();
        first = running.isEmpty() ? MissingNode.getInstance() : view(running.getFirst());
      }
      looks.add(new Look(told + accepted(first), engine(reading()), memory()));
    }
    return looks;
  }

  private JsonNode view(String campaign) {
    return desk.get(
        "notification", "notification:read", "/api/notification/v1/campaigns/" + campaign);
  }

  private static long accepted(JsonNode view) {
    return view.at("/counts/accepted").asLong();
  }

  private ProcessTimes.Memory memory() {
    return ProcessTimes.memory(suite.pid("notification"));
  }

  /** The mailing engine alone: the service, its database and what the server does for it. */
  static List<String> engineParts() {
    return List.of(
        "notification",
        MeasuredSuite.database("notification"),
        MeasuredSuite.database("shared"),
        Relay.NAME);
  }

  /** What asking whom and where costs elsewhere. */
  static List<String> askedParts() {
    return List.of(
        "subject",
        MeasuredSuite.database("subject"),
        MeasuredSuite.database("vault"),
        "consent",
        MeasuredSuite.database("consent"));
  }

  private Map<String, Long> reading() {
    Map<String, Long> reading = new LinkedHashMap<>(suite.cpu(SERVICES));
    reading.put(COMPILING, ProcessTimes.compilingMicros(suite.pid("notification")));
    reading.put(Relay.NAME, relay.cpu());
    return reading;
  }

  private static long engine(Map<String, Long> reading) {
    return engineParts().stream().mapToLong(part -> reading.getOrDefault(part, 0L)).sum();
  }

  private static double stretch(List<Look> looks, long letters, double from, double to) {
    Look first = at(looks, letters * from);
    Look last = at(looks, letters * to);
    long messages = last.accepted() - first.accepted();
    return messages == 0
        ? Double.NaN
        : (last.engineMicros() - first.engineMicros()) / (double) messages;
  }

  private static Look at(List<Look> looks, double accepted) {
    return looks.stream()
        .filter(look -> look.accepted() >= accepted)
        .findFirst()
        .orElse(looks.getLast());
  }

  private String announce(String document) {
    Instant effective = Instant.now().plus(Duration.ofDays(31));
    return desk.put(
            "notification",
            WRITE,
            version(document, "2") + "/announcement",
            Map.of("effectiveAt", effective.toString()))
        .path("campaignId")
        .asText();
  }

  private void draft(String document, String label) {
    desk.post(
        "notification",
        WRITE,
        POLICIES + "/" + document + "/versions",
        Map.of("label", label, "texts", List.of(text("en"), text("de"))));
  }

  private static Map<String, String> text(String language) {
    String sentence =
        "We change who processes card payments for us, and say here what that means. ";
    return Map.of(
        "language",
        language,
        "title",
        "Our privacy policy",
        "summary",
        sentence.repeat(20).strip(),
        "markdown",
        "# Our privacy policy\n\n" + sentence.repeat(100));
  }

  private static String version(String document, String label) {
    return POLICIES + "/" + document + "/versions/" + label;
  }
}
