package io.habeas.notification.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.habeas.bucket.Bucket;
import io.habeas.bucket.BucketRange;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.lines.Lines;
import io.habeas.notification.section.Tag;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
  private final ObjectReader members;
  private final ObjectReader concerned;

  Sources(
      @RestClient AudienceClient subjects,
      @RestClient ConcernedClient disclosures,
      Deliveries deliveries,
      ObjectMapper json) {
    this.subjects = subjects;
    this.disclosures = disclosures;
    this.deliveries = deliveries;
    this.members = json.readerFor(AudienceClient.Member.class);
    this.concerned = json.readerFor(ConcernedClient.Concerned.class);
  }

  /** Reads some buckets, in an order of its own, page by page, from after a subject. */
  interface Source {
    Uni<Page> page(BucketRange buckets, @Nullable UUID after);

    /** The pages from there to the last. */
    default Multi<Page> pages(BucketRange buckets, @Nullable UUID after) {
      return Multi.createBy()
          .repeating()
          .uni(
              () -> new AtomicReference<>(after),
              next -> page(buckets, next.get()).invoke(page -> next.set(page.next())))
          .whilst(page -> page.next() != null);
    }
  }

  /** The sources of a campaign, always in the same order; at least one. */
  List<Source> of(Campaign campaign) {
    if (campaign.kind().corrects()) {
      return List.of((buckets, after) -> mayHaveHad(campaign, buckets, after));
    }
    return of(campaign.audience());
  }

  /** Everybody of one bucket whom an audience means, once. */
  public Multi<UUID> everybody(Audience audience, int bucket) {
    return Multi.createBy()
        .concatenating()
        .streams(
            of(audience).stream()
                .map(source -> source.pages(BucketRange.of(bucket), null))
                .toList())
        .onItem()
        .transformToIterable(Page::subjects)
        .select()
        .distinct();
  }

  private List<Source> of(Audience audience) {
    List<Source> sources = new ArrayList<>();
    if (audience.asksSubjects()) {
      sources.add((buckets, after) -> held(audience, buckets, after));
    }
    if (audience.asksDisclosures()) {
      sources.add((buckets, after) -> handedOut(audience, buckets, after));
    }
    return sources;
  }

  /** Bucket by bucket: in the primary key a campaign's rows lie beside each other in one alone. */
  private Uni<Page> mayHaveHad(Campaign campaign, BucketRange buckets, @Nullable UUID after) {
    int bucket = after == null ? buckets.first() : Bucket.of(after);
    return deliveries
        .mayHaveHad(campaign.versionId(), campaign.id(), bucket, after, Page.SIZE)
        .chain(
            found -> {
              if (found.isEmpty() && bucket < buckets.last()) {
                return mayHaveHad(campaign, new BucketRange(bucket + 1, buckets.last()), null);
              }
              return Uni.createFrom()
                  .item(new Page(found, found.isEmpty() ? null : found.getLast()));
            });
  }

  private Uni<Page> held(Audience audience, BucketRange buckets, @Nullable UUID after) {
    return subjects
        .page(
            buckets.first(),
            buckets.last(),
            after,
            Page.SIZE,
            audience.values(Tag.Kind.PRODUCT),
            audience.values(Tag.Kind.BRAND),
            audience.values(Tag.Kind.REGION),
            audience.values(Tag.Kind.CHANNEL))
        .map(
            lines ->
                Page.of(
                    Lines.<AudienceClient.Member>read(lines, members),
                    AudienceClient.Member::subjectId,
                    member -> !"erased".equals(member.state())));
  }

  private Uni<Page> handedOut(Audience audience, BucketRange buckets, @Nullable UUID after) {
    return disclosures
        .page(
            buckets.first(),
            buckets.last(),
            after,
            Page.SIZE,
            audience.values(Tag.Kind.PROCESSOR).stream().map(UUID::fromString).toList(),
            audience.values(Tag.Kind.COUNTRY))
        .map(
            lines ->
                Page.of(
                    Lines.<ConcernedClient.Concerned>read(lines, concerned),
                    ConcernedClient.Concerned::subjectId,
                    _ -> true));
  }
}
