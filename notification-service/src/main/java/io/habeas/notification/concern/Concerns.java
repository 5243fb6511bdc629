package io.habeas.notification.concern;

import io.habeas.notification.difference.BlockDifference;
import io.habeas.notification.policy.ChangedSections;
import io.habeas.notification.policy.Differences;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.Predecessor;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.section.Section;
import io.habeas.notification.section.Sections;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Picks out of a change what concerns one person. */
@Singleton
public class Concerns {
  private static final RelationClient.Relation NOTHING_ASKED =
      new RelationClient.Relation(List.of(), List.of(), "", List.of(), false);
  private static final WhereaboutsClient.Whereabouts NOWHERE =
      new WhereaboutsClient.Whereabouts(List.of(), List.of());

  private final Policies policies;
  private final Differences differences;
  private final RelationClient relations;
  private final WhereaboutsClient whereabouts;

  Concerns(
      Policies policies,
      Differences differences,
      @RestClient RelationClient relations,
      @RestClient WhereaboutsClient whereabouts) {
    this.policies = policies;
    this.differences = differences;
    this.relations = relations;
    this.whereabouts = whereabouts;
  }

  /** What of a version's change concerns a subject; a draft is nobody's business. */
  public Uni<ConcernView> of(UUID subject, String document, String label, List<String> languages) {
    return policies
        .versions(document)
        .chain(
            all -> {
              List<PolicyVersion> shown =
                  all.stream().filter(each -> each.state() != VersionState.DRAFT).toList();
              PolicyVersion version =
                  shown.stream()
                      .filter(each -> each.label().equals(label))
                      .findFirst()
                      .orElseThrow(Missing::new);
              PolicyVersion before = Predecessor.of(version, shown);
              if (before == null) {
                return Uni.createFrom()
                    .item(ConcernView.nothing(version, version.textFor(languages)));
              }
              ChangedSections changed = ChangedSections.between(before, version);
              return person(subject, changed.allTags())
                  .chain(
                      person ->
                          differences
                              .between(before, version, languages)
                              .map(compared -> view(person, changed, compared, before)));
            });
  }

  /** Asks only those who know something that a tag asks for, one after the other. */
  private Uni<Person> person(UUID subject, Set<Tag> tags) {
    boolean asksDisclosures =
        tags.stream()
            .anyMatch(tag -> tag.kind() == Tag.Kind.PROCESSOR || tag.kind() == Tag.Kind.COUNTRY);
    boolean asksSubjects =
        tags.stream()
            .anyMatch(tag -> tag.kind() != Tag.Kind.PROCESSOR && tag.kind() != Tag.Kind.COUNTRY);
    Uni<RelationClient.Relation> relation =
        asksSubjects ? Peer.answered(relations.of(subject)) : Uni.createFrom().item(NOTHING_ASKED);
    return relation.chain(
        known ->
            (asksDisclosures
                    ? Peer.answered(whereabouts.of(subject))
                    : Uni.createFrom().item(NOWHERE))
                .map(where -> new Person(known, where)));
  }

  private static ConcernView view(
      Person person, ChangedSections changed, Differences.Compared compared, PolicyVersion before) {
    Map<String, List<BlockDifference>> blocks =
        compared.difference().blocks().stream()
            .collect(Collectors.groupingBy(BlockDifference::section));
    Map<String, Section> titles = titles(before, compared);
    List<ConcernView.ConcernedSection> concerned = new ArrayList<>();
    changed
        .concerned()
        .forEach(
            (id, tags) -> {
              List<Tag> why = person.concernedBy(tags);
              if (tags.isEmpty() || !why.isEmpty()) {
                Section section = titles.get(id);
                concerned.add(
                    new ConcernView.ConcernedSection(
                        id,
                        section == null ? "" : section.title(),
                        tags.isEmpty(),
                        why.stream().map(Tag::toString).toList(),
                        blocks.getOrDefault(id, List.of())));
              }
            });
    return ConcernView.of(compared.to(), before, compared.text(), concerned, changed.ids().size());
  }

  /** Titles as they are now; of a section that went, as it was. */
  private static Map<String, Section> titles(PolicyVersion before, Differences.Compared compared) {
    String language = compared.text().language();
    Map<String, Section> titles =
        Sections.of(before.textFor(List.of(language)).markdown()).stream()
            .collect(Collectors.toMap(Section::id, Function.identity(), (one, _) -> one));
    Sections.of(compared.text().markdown()).forEach(section -> titles.put(section.id(), section));
    return titles;
  }
}
