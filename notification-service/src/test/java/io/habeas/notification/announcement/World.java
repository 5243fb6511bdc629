package io.habeas.notification.announcement;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Told;
import io.habeas.notification.guard.Guard;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.DocumentKind;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.posting.Cover;
import io.habeas.notification.posting.Probe;
import io.habeas.notification.section.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document and some people: the domain's own objects do what steps ask for, and beside them a
 * diary keeps what was said to whom, which knows nothing of them.
 */
final class World {
  private static final Duration DAYS_30 = Duration.ofDays(30);
  private static final List<String> SECTIONS = List.of("a", "b", "c");

  /** Whom each of the people is, and what was handed out of them. */
  private static final List<Set<String>> PEOPLE =
      List.of(
          Set.of("product:vps", "region:DE"),
          Set.of("brand:north"),
          Set.of("processor:00000000-0000-7000-8000-000000000001"),
          Set.of("product:mail", "channel:phone"));

  private static final List<List<Tag>> TAGS =
      List.of(
          List.of(),
          List.of(Tag.of("product:vps")),
          List.of(Tag.of("brand:north"), Tag.of("region:DE")),
          List.of(Tag.of("processor:00000000-0000-7000-8000-000000000001")));

  /** What a version says and whom it is said to concern, as the diary has it. */
  private record Content(
      Map<String, Integer> words, Map<String, List<Tag>> tags, boolean recipients) {}

  /** A mail that was handed over, and what of. */
  private record Mail(int person, UUID version, Content content, Instant at) {}

  /** Somebody's word that a change is not material. */
  private record Word(String by, UUID version, Content content, @Nullable UUID base) {}

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final List<PolicyVersion> versions = new ArrayList<>();
  private final Map<UUID, Campaign> campaigns = new HashMap<>();
  private final Map<UUID, Map<Integer, @Nullable Instant>> deliveries = new HashMap<>();
  private final Map<UUID, List<Probe>> probes = new HashMap<>();
  private boolean pageIsUp = true;

  private final Map<UUID, Content> contents = new HashMap<>();
  private final List<Mail> mails = new ArrayList<>();
  private final Map<UUID, Set<Integer>> unreachable = new HashMap<>();
  private final List<Word> proposals = new ArrayList<>();
  private final List<Word> approvals = new ArrayList<>();
  private final Map<UUID, Instant> latestDateSaid = new HashMap<>();
  private final Map<UUID, Instant> announcedLast = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private int byNotice;
  private int byPosting;

  World() {
    draft(0, 0);
    versions.set(0, versions.getFirst().begin(now));
  }

  List<String> wrongs() {
    return wrongs;
  }

  int cameByNotice() {
    return byNotice;
  }

  int cameByPosting() {
    return byPosting;
  }

  void take(NeverEarlyTest.Step step) {
    int a = step.one();
    int b = step.other();
    try {
      switch (step.deed()) {
        case DRAFT -> draft(a, b);
        case REWRITE -> rewrite(a, b);
        case PROPOSE -> judge(a, b, true);
        case APPROVE -> judge(a, b, false);
        case ANNOUNCE -> announce(a, b);
        case TELL -> tell(a, b % PEOPLE.size());
        case TELL_ALL -> {
          for (int person = 0; person < PEOPLE.size(); person++) {
            tell(a, person);
          }
        }
        case BOUNCE -> bounce(a, b % PEOPLE.size());
        case PROBE -> probe();
        case PAGE_DOWN -> pageIsUp = !pageIsUp;
        case POSTPONE -> postpone(a, b);
        case WITHDRAW -> withdraw(a);
        case HOURS_PASS -> pass(a % 6, b % 2 == 0);
        case DAYS_PASS -> pass(24 * (a % 29), b % 2 == 0);
        case MONTH_PASSES -> pass(24 * 31, b % 4 != 0);
        case ACTIVATE -> activate(a);
      }
    } catch (NotificationFailure refused) {
      // What is refused has not happened.
    }
  }

  private void draft(int a, int b) {
    UUID id = new UUID(1, versions.size());
    Content content = content(a, b);
    versions.add(
        PolicyVersion.draft(
            id,
            "privacy",
            "v" + versions.size(),
            changes(content),
            content.tags(),
            text(content),
            now));
    contents.put(id, content);
  }

  private void rewrite(int a, int b) {
    int index = index(a);
    Content content = content(b, a);
    PolicyVersion next =
        versions.get(index).rewrite(changes(content), content.tags(), text(content));
    versions.set(index, next);
    contents.put(next.id(), content);
  }

  private void judge(int a, int b, boolean proposes) {
    int index = index(a);
    PolicyVersion version = versions.get(index);
    PolicyVersion binding = binding();
    String by = "person:" + b % 3;
    PolicyVersion next =
        proposes
            ? version.proposeNotMaterial(
                Map.of("en", "because"), by, binding, DocumentKind.PRIVACY, now)
            : version.approveNotMaterial(by, binding, DocumentKind.PRIVACY, now);
    versions.set(index, next);
    (proposes ? proposals : approvals)
        .add(
            new Word(
                by,
                version.id(),
                Objects.requireNonNull(contents.get(version.id())),
                binding == null ? null : binding.id()));
  }

  private void announce(int a, int b) {
    int index = index(a);
    PolicyVersion version = versions.get(index);
    PolicyVersion binding = binding();
    Instant date = now.plus(Duration.ofDays(b % 4 == 0 ? 0 : 29 + b % 4));
    PolicyVersion announced = version.announce(date, binding, DocumentKind.PRIVACY, now);
    if (announced.material()) {
      Set<Tag> narrowing = b % 7 == 1 ? Set.of(Tag.of("product:vps")) : null;
      Audience audience = Demand.of(announced, binding, narrowing);
      Campaign campaign =
          Campaign.notice(new UUID(2, b), announced, audience, List.of(Channel.EMAIL));
      campaigns.put(announced.id(), campaign);
      Map<Integer, @Nullable Instant> planned = new TreeMap<>();
      for (int person = 0; person < PEOPLE.size(); person++) {
        Set<String> own = PEOPLE.get(person);
        if (audience.everybody()
            || audience.tags().stream().anyMatch(tag -> own.contains(tag.toString()))) {
          planned.put(person, null);
        }
      }
      deliveries.put(announced.id(), planned);
      unreachable.put(announced.id(), new HashSet<>());
    }
    versions.set(index, announced);
    probes.put(announced.id(), new ArrayList<>());
    latestDateSaid.merge(announced.id(), date, World::later);
    announcedLast.put(announced.id(), now);
  }

  private void tell(int a, int person) {
    PolicyVersion version = versions.get(index(a));
    Map<Integer, @Nullable Instant> planned = deliveries.get(version.id());
    if (version.state() == VersionState.ANNOUNCED
        && planned != null
        && planned.containsKey(person)
        && planned.get(person) == null
        && !unreachable.getOrDefault(version.id(), Set.of()).contains(person)) {
      planned.put(person, now);
      mails.add(
          new Mail(person, version.id(), Objects.requireNonNull(contents.get(version.id())), now));
    }
  }

  private void bounce(int a, int person) {
    PolicyVersion version = versions.get(index(a));
    Map<Integer, @Nullable Instant> planned = deliveries.get(version.id());
    if (planned != null && planned.containsKey(person)) {
      planned.put(person, null);
      unreachable.computeIfAbsent(version.id(), _ -> new HashSet<>()).add(person);
      mails.removeIf(mail -> mail.person() == person && mail.version().equals(version.id()));
    }
  }

  private void probe() {
    for (PolicyVersion version : versions) {
      if (version.state() == VersionState.ANNOUNCED) {
        probes
            .computeIfAbsent(version.id(), _ -> new ArrayList<>())
            .add(new Probe(now, now, pageIsUp));
      }
    }
  }

  private void postpone(int a, int b) {
    int index = index(a);
    PolicyVersion version = versions.get(index);
    Instant later = now.plus(Duration.ofDays(b % 90));
    versions.set(index, version.postpone(later, Map.of("en", "not ready"), now));
    forget(version.id());
    latestDateSaid.merge(version.id(), later, World::later);
  }

  private void withdraw(int a) {
    int index = index(a);
    PolicyVersion version = versions.get(index);
    versions.set(index, version.withdraw(Map.of("en", "no"), now));
    forget(version.id());
  }

  private void forget(UUID version) {
    Campaign campaign = campaigns.remove(version);
    if (campaign != null) {
      campaign.cancel();
    }
    deliveries.remove(version);
  }

  private void pass(int hours, boolean probed) {
    for (int hour = 0; hour < hours; hour++) {
      now = now.plus(Duration.ofHours(1));
      if (probed) {
        probe();
      }
    }
  }

  private void activate(int a) {
    int index = index(a);
    PolicyVersion version = versions.get(index);
    if (version.state() != VersionState.ANNOUNCED) {
      return;
    }
    PolicyVersion binding = binding();
    Campaign campaign = campaigns.get(version.id());
    Guard.Case known =
        new Guard.Case(
            now,
            Objects.requireNonNull(version.effectiveAt()),
            true,
            told(version),
            true,
            Cover.since(probes.getOrDefault(version.id(), List.of()), now).orElse(null));
    Ruling ruling =
        Gate.rule(version, binding, campaign != null && campaign.audience().everybody(), known);
    if (ruling instanceof Ruling.Allowed) {
      check(version, binding);
      if (binding != null) {
        versions.set(versions.indexOf(binding), binding.supersede(now));
      }
      versions.set(index, version.comeIntoForce(now));
    }
  }

  private Told told(PolicyVersion version) {
    Instant cutOff = now.minus(DAYS_30);
    long inTime = 0;
    long late = 0;
    long failing = 0;
    long waiting = 0;
    Instant last = null;
    for (Map.Entry<Integer, @Nullable Instant> each :
        deliveries.getOrDefault(version.id(), Map.of()).entrySet()) {
      Instant at = each.getValue();
      if (unreachable.getOrDefault(version.id(), Set.of()).contains(each.getKey())) {
        failing++;
      } else if (at == null) {
        waiting++;
      } else {
        last = last == null || last.isBefore(at) ? at : last;
        inTime += at.isAfter(cutOff) ? 0 : 1;
        late += at.isAfter(cutOff) ? 1 : 0;
      }
    }
    return new Told(inTime, late, last, failing, waiting);
  }

  /** Whether it was right to let it come into force, by the diary alone. */
  private void check(PolicyVersion version, @Nullable PolicyVersion binding) {
    Content next = Objects.requireNonNull(contents.get(version.id()));
    Content before = Objects.requireNonNull(contents.get(Objects.requireNonNull(binding).id()));
    if (now.isBefore(Objects.requireNonNull(latestDateSaid.get(version.id())))) {
      wrongs.add(version.label() + " came before a date that people were told");
    }
    List<String> untold = untold(version, before, next);
    if (untold.isEmpty()) {
      byNotice++;
    } else if (wasAgreedNotMaterial(version.id(), next, binding.id())
        && !mustBeMaterial(before, next)) {
      byPosting++;
      if (!wasPosted(version.id(), Duration.ZERO)) {
        wrongs.add(version.label() + " came without being posted");
      }
    } else {
      wrongs.addAll(untold);
    }
  }

  private List<String> untold(PolicyVersion version, Content before, Content next) {
    List<String> untold = new ArrayList<>();
    for (int person = 0; person < PEOPLE.size(); person++) {
      boolean isCovered =
          unreachable.getOrDefault(version.id(), Set.of()).contains(person)
              && wasPosted(version.id(), DAYS_30);
      if (concerns(before, next, PEOPLE.get(person))
          && !wasTold(person, version.id(), next)
          && !isCovered) {
        untold.add(version.label() + " came without notice to person " + person);
      }
    }
    return untold;
  }

  private boolean wasAgreedNotMaterial(UUID version, Content content, UUID base) {
    return proposals.stream()
        .filter(word -> word.version().equals(version) && word.content().equals(content))
        .filter(word -> base.equals(word.base()))
        .anyMatch(
            proposal ->
                approvals.stream()
                    .anyMatch(
                        approval ->
                            approval.version().equals(version)
                                && approval.content().equals(content)
                                && base.equals(approval.base())
                                && !approval.by().equals(proposal.by())));
  }

  private static boolean mustBeMaterial(Content before, Content next) {
    return next.recipients()
        || SECTIONS.stream()
            .filter(id -> !Objects.equals(before.words().get(id), next.words().get(id)))
            .flatMap(id -> both(before, next, id).stream())
            .anyMatch(tag -> tag.toString().startsWith("processor:"));
  }

  private static boolean concerns(Content before, Content next, Set<String> person) {
    List<String> changed =
        SECTIONS.stream()
            .filter(id -> !Objects.equals(before.words().get(id), next.words().get(id)))
            .toList();
    return changed.isEmpty()
        || changed.stream()
            .anyMatch(
                id ->
                    before.tags().getOrDefault(id, List.of()).isEmpty()
                        || next.tags().getOrDefault(id, List.of()).isEmpty()
                        || both(before, next, id).stream()
                            .anyMatch(tag -> person.contains(tag.toString())));
  }

  private static Set<Tag> both(Content before, Content next, String id) {
    Set<Tag> both = new HashSet<>(before.tags().getOrDefault(id, List.of()));
    both.addAll(next.tags().getOrDefault(id, List.of()));
    return both;
  }

  private boolean wasTold(int person, UUID version, Content content) {
    Instant last = Objects.requireNonNull(announcedLast.get(version));
    return mails.stream()
        .anyMatch(
            mail ->
                mail.person() == person
                    && mail.version().equals(version)
                    && mail.content().equals(content)
                    && !mail.at().isBefore(last)
                    && !mail.at().isAfter(now.minus(DAYS_30)));
  }

  /**
   * The page showed it up to now, and for that long without three hours that nobody vouches for.
   */
  private boolean wasPosted(UUID version, Duration howLong) {
    List<Probe> all = probes.getOrDefault(version, List.of());
    Instant reached = now;
    for (Probe probe : all.reversed()) {
      if (!probe.shown() || probe.at().plus(Duration.ofHours(3)).isBefore(reached)) {
        break;
      }
      reached = probe.at();
    }
    return !all.isEmpty()
        && all.getLast().shown()
        && !reached.isAfter(now.minus(howLong))
        && !all.getLast().at().plus(Duration.ofHours(3)).isBefore(now);
  }

  private @Nullable PolicyVersion binding() {
    return versions.stream()
        .filter(version -> version.state() == VersionState.IN_FORCE)
        .findFirst()
        .orElse(null);
  }

  /** The newest are the most likely. */
  private int index(int number) {
    return Math.max(0, versions.size() - 1 - (number % 3 == 0 ? 1 : 0) - number / 900);
  }

  private static Content content(int a, int b) {
    Map<String, Integer> words = new TreeMap<>();
    Map<String, List<Tag>> tags = new TreeMap<>();
    for (int i = 0; i < SECTIONS.size(); i++) {
      String id = SECTIONS.get(i);
      words.put(id, (a >> i) & 1);
      List<Tag> own = TAGS.get((b / (1 << (2 * i))) % TAGS.size());
      if (!own.isEmpty()) {
        tags.put(id, own);
      }
    }
    return new Content(words, tags, a % 7 == 3);
  }

  private static Map<String, List<String>> changes(Content content) {
    return content.recipients() ? Map.of("Recipients ", List.of("another one")) : Map.of();
  }

  private static List<PolicyText> text(Content content) {
    StringBuilder markdown = new StringBuilder();
    content
        .words()
        .forEach(
            (id, words) ->
                markdown.append("## Part {#%s}\n\nIt says %d.\n\n".formatted(id, words)));
    return List.of(PolicyText.written("en", "T", "S", markdown.toString()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
