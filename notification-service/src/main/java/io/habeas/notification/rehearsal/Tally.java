package io.habeas.notification.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.notification.delivery.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would become of everybody, counted: for each channel and outcome how many, and the first of
 * them. As large for a million as for a thousand.
 */
final class Tally {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST = 20;

  private final Map<String, Counted> outcomes = new TreeMap<>();
  private final Map<String, Long> languages = new TreeMap<>();
  private long subjects;
  private long covered;

  /**
   * How many it is so of.
   *
   * @param channel by which they would be told; none, if that is not why
   * @param outcome {@code reachable}, {@code no-address}, {@code bad-address}, {@code denied} or
   *     {@code erased}
   * @param rule which rule denies it
   * @param firstSubjects the first of those who would not be told; of those who would, none
   */
  record Counted(
      @Nullable Channel channel,
      String outcome,
      @Nullable String rule,
      long count,
      List<UUID> firstSubjects) {}

  void erased(UUID subject) {
    subjects++;
    count(null, "erased", null, subject);
  }

  void reachable(Channel channel, String language) {
    subjects++;
    languages.merge(language, 1L, Long::sum);
    count(channel, "reachable", null, null);
  }

  /** Not by this channel; the next one is asked, or nobody. */
  void refused(Channel channel, String outcome, @Nullable String rule, UUID subject) {
    count(channel, outcome, rule, subject);
  }

  /** By no channel. */
  void covered() {
    subjects++;
    covered++;
  }

  private void count(
      @Nullable Channel channel, String outcome, @Nullable String rule, @Nullable UUID subject) {
    String key = (channel == null ? "" : channel.slug()) + " " + outcome + " " + rule;
    Counted before = outcomes.getOrDefault(key, new Counted(channel, outcome, rule, 0, List.of()));
    List<UUID> first = before.firstSubjects();
    if (subject != null && first.size() < FIRST) {
      first = new ArrayList<>(first);
      first.add(subject);
    }
    outcomes.put(key, new Counted(channel, outcome, rule, before.count() + 1, first));
  }

  long subjects() {
    return subjects;
  }

  long coveredByPage() {
    return covered;
  }

  Map<String, Long> languages() {
    return languages;
  }

  List<Counted> outcomes() {
    return List.copyOf(outcomes.values());
  }

  /** How many letters it would be. */
  long letters() {
    return outcomes.values().stream()
        .filter(one -> one.channel() == Channel.EMAIL && one.outcome().equals("reachable"))
        .mapToLong(Counted::count)
        .sum();
  }

  String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("subjects", subjects).put("covered", covered);
    json.set("languages", JSON.valueToTree(languages));
    outcomes
        .values()
        .forEach(
            one -> {
              ObjectNode row = json.withArray("outcomes").addObject();
              row.put("channel", one.channel() == null ? null : one.channel().slug());
              row.put("outcome", one.outcome()).put("rule", one.rule()).put("count", one.count());
              one.firstSubjects().forEach(id -> row.withArray("first").add(id.toString()));
            });
    return json.toString();
  }

  static Tally of(String json) {
    Tally tally = new Tally();
    try {
      var read = JSON.readTree(json);
      tally.subjects = read.path("subjects").asLong();
      tally.covered = read.path("covered").asLong();
      read.path("languages")
          .properties()
          .forEach(one -> tally.languages.put(one.getKey(), one.getValue().asLong()));
      read.path("outcomes")
          .forEach(
              row -> {
                List<UUID> first = new ArrayList<>();
                row.path("first").forEach(id -> first.add(UUID.fromString(id.asText())));
                String channel = row.path("channel").textValue();
                Counted counted =
                    new Counted(
                        channel == null ? null : Channel.of(channel),
                        row.path("outcome").asText(),
                        row.path("rule").textValue(),
                        row.path("count").asLong(),
                        first);
                tally.outcomes.put(
                    (channel == null ? "" : channel)
                        + " "
                        + counted.outcome()
                        + " "
                        + counted.rule(),
                    counted);
              });
      return tally;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dry run that is not JSON", e);
    }
  }
}
