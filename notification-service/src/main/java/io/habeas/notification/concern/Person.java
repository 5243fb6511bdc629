package io.habeas.notification.concern;

import io.habeas.notification.section.Tag;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Somebody, as far as tags ask. */
record Person(RelationClient.Relation relation, WhereaboutsClient.Whereabouts whereabouts) {

  /** Which of a section's tags concern them. */
  List<Tag> concernedBy(Set<Tag> tags) {
    return tags.stream().filter(this::isConcernedBy).toList();
  }

  private boolean isConcernedBy(Tag tag) {
    return switch (tag.kind()) {
      case PRODUCT -> relation.products().contains(tag.value()) || relation.former();
      case BRAND -> relation.brands().contains(tag.value()) || relation.brands().isEmpty();
      case REGION -> relation.region().equals(tag.value());
      case CHANNEL -> relation.channels().contains(tag.value());
      case PROCESSOR -> whereabouts.processors().contains(UUID.fromString(tag.value()));
      case COUNTRY -> whereabouts.countries().contains(tag.value());
    };
  }
}
