package io.habeas.notification.audience;

import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.section.Tag;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Where an audience is read from: what subject-service holds of people, what disclosure-service
 * handed out of them; of a corrected notice, those who may have had the first.
 */
@Singleton
public class Sources {
  private final AudienceClient subjects;
  private final ConcernedClient disclosures;
  private final Deliveries deliveries;

  Sources(
      @RestClient AudienceClient subjects,
      @RestClient ConcernedClient disclosures,
      Deliveries deliveries) {
    this.subjects = subjects;
    this.disclosures = disclosures;
    this.deliveries = deliveries;
  }

  /** Reads one bucket, in an order of its own, from after a subject. */
  interface Source {
    Multi<UUID> bucket(int bucket, @Nullable UUID after);
  }

  /** The sources of a campaign, always in the same order; at least one. */
  List<Source> of(Campaign campaign) {
    if (campaign.kind().corrects()) {
      return List.of(
          (bucket, after) ->
              deliveries.mayHaveHad(campaign.versionId(), campaign.id(), bucket, after));
    }
    return of(campaign.audience());
  }

  /** Everybody of one bucket whom an audience means, once. */
  public Multi<UUID> everybody(Audience audience, int bucket) {
    return Multi.createBy()
        .concatenating()
        .streams(of(audience).stream().map(source -> source.bucket(bucket, null)).toList())
        .select()
        .distinct();
  }

  private List<Source> of(Audience audience) {
    List<Source> sources = new ArrayList<>();
    if (audience.asksSubjects()) {
      sources.add((bucket, after) -> held(audience, bucket, after));
    }
    if (audience.asksDisclosures()) {
      sources.add((bucket, after) -> handedOut(audience, bucket, after));
    }
    return sources;
  }

  private Multi<UUID> held(Audience audience, int bucket, @Nullable UUID after) {
    return subjects
        .bucket(
            bucket,
            after,
            audience.values(Tag.Kind.PRODUCT),
            audience.values(Tag.Kind.BRAND),
            audience.values(Tag.Kind.REGION),
            audience.values(Tag.Kind.CHANNEL))
        .filter(member -> !"erased".equals(member.state()))
        .map(AudienceClient.Member::subjectId);
  }

  private Multi<UUID> handedOut(Audience audience, int bucket, @Nullable UUID after) {
    return disclosures
        .bucket(
            bucket,
            after,
            audience.values(Tag.Kind.PROCESSOR).stream().map(UUID::fromString).toList(),
            audience.values(Tag.Kind.COUNTRY))
        .map(ConcernedClient.Concerned::subjectId);
  }
}
