package io.habeas.consent.preference;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.consent.ConsentFailure;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.purpose.Purposes;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes and shows choices. */
@ApplicationScoped
public class Preferences {

  private final Pool pool;
  private final Purposes purposes;
  private final Ledger ledger;
  private final Outbox outbox;
  private final BusinessClock clock;

  @Inject
  Preferences(Pool pool, Purposes purposes, Ledger ledger, Outbox outbox, BusinessClock clock) {
    this.pool = pool;
    this.purposes = purposes;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A choice as somebody asks for it.
   *
   * @param purpose the registry's name
   * @param channel the channel
   * @param choice what is chosen
   */
  public record Wish(String purpose, Channel channel, Choice choice) {}

  /**
   * How wishes reached us.
   *
   * @param via the way
   * @param evidence the ticket, call or case that shows it
   */
  public record Provenance(Via via, @Nullable String evidence) {}

  /**
   * Records choices of one subject, all or none.
   *
   * @throws ConsentFailure.UnknownPurpose if the registry lacks the purpose or channel of one
   * @throws ConsentFailure.NoChoice if one of the purposes has no switch
   */
  public Uni<List<Preference>> choose(
      UUID subjectId, List<Wish> wishes, Provenance provenance, Caller caller) {
    List<Preference> chosen = chosen(subjectId, wishes, provenance, caller.id());
    List<Event> confirmations = Confirmations.of(chosen, caller);
    return pool.withTransaction(
            tx -> record(tx, chosen).chain(() -> outbox.appendAll(tx, confirmations)))
        .replaceWith(chosen);
  }

  /** The same of whoever has a link that says so. */
  public Uni<List<Preference>> choose(
      UUID subjectId, List<Wish> wishes, Provenance provenance, String actor) {
    List<Preference> chosen = chosen(subjectId, wishes, provenance, actor);
    return pool.withTransaction(tx -> record(tx, chosen)).replaceWith(chosen);
  }

  /** Switches off everything on the telephone that can be, as its owner has just asked a caller. */
  public Uni<Void> refuseCalls(SqlConnection tx, UUID subjectId, String evidence) {
    List<Wish> wishes =
        purposes.registry().purposes().stream()
            .filter(purpose -> purpose.legalBasis().isChoice())
            .flatMap(
                purpose ->
                    Stream.of(Channel.PHONE, Channel.AUTOMATED_CALL)
                        .filter(purpose.channels()::contains)
                        .map(channel -> new Wish(purpose.name(), channel, Choice.DENIED)))
            .toList();
    return record(
        tx, chosen(subjectId, wishes, new Provenance(Via.PHONE, evidence), "notification-service"));
  }

  private List<Preference> chosen(
      UUID subjectId, List<Wish> wishes, Provenance provenance, String actor) {
    wishes.forEach(this::requireChoice);
    Instant at = clock.now();
    return wishes.stream().map(wish -> preference(subjectId, wish, provenance, actor, at)).toList();
  }

  /** The present choice for each purpose and channel where one was made. */
  public Uni<List<Preference>> present(UUID subjectId) {
    return PreferenceStore.present(pool, subjectId);
  }

  /** Choices from the newest on, older than {@code before} if given. */
  public Uni<List<Preference>> history(UUID subjectId, @Nullable UUID before, int limit) {
    return PreferenceStore.history(pool, subjectId, before, limit);
  }

  /** Deletes what an erased subject chose. */
  public Uni<Void> forget(SqlConnection tx, UUID subjectId) {
    return PreferenceStore.forget(tx, subjectId).chain(() -> ledger.forget(tx, subjectId));
  }

  private Uni<Void> record(SqlConnection tx, List<Preference> chosen) {
    return PreferenceStore.choose(tx, chosen)
        .chain(() -> ledger.appendAll(tx, chosen.stream().map(Preferences::entry).toList()))
        .chain(() -> outbox.appendAll(tx, chosen.stream().map(Preferences::event).toList()));
  }

  private void requireChoice(Wish wish) {
    Purpose purpose =
        purposes
            .find(wish.purpose(), wish.channel())
            .orElseThrow(ConsentFailure.UnknownPurpose::new);
    if (!purpose.legalBasis().isChoice()) {
      throw new ConsentFailure.NoChoice(purpose.legalBasis().label());
    }
  }

  private static Preference preference(
      UUID subjectId, Wish wish, Provenance provenance, String actor, Instant at) {
    return new Preference(
        UuidCreator.getTimeOrderedEpoch(),
        subjectId,
        wish.purpose(),
        wish.channel(),
        wish.choice(),
        provenance.via(),
        actor,
        provenance.evidence(),
        at);
  }

  private static Entry entry(Preference preference) {
    return new Entry(
        eventType(preference),
        preference.actor(),
        preference.subjectId(),
        Map.of(
            "version", preference.version().toString(),
            "purpose", preference.purpose(),
            "channel", preference.channel().label(),
            "via", preference.via().label()));
  }

  private static Event event(Preference preference) {
    return new Event(
        preference.subjectId(),
        eventType(preference),
        Map.of("purpose", preference.purpose(), "channel", preference.channel().label()));
  }

  private static String eventType(Preference preference) {
    return preference.choice() == Choice.GRANTED ? "consent.granted" : "consent.withdrawn";
  }
}
