package io.habeas.consent.preference;

import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.consent.ConsentFailure;
import io.habeas.consent.purpose.Channel;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A subject's choices and their history. */
@Path("/api/consent/v1/subjects/{subjectId}/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "preferences")
public class PreferenceResource {

  private static final String EVIDENCE = "[A-Za-z0-9#/_.-]{1,64}";

  /**
   * One choice.
   *
   * @param choice what is chosen
   * @param via how it reached us; a customer's own is always {@code client-area}
   * @param evidence ticket, call or case number
   */
  record OneChoice(
      @NotNull Choice choice,
      @NotNull Via via,
      @Nullable @Pattern(regexp = EVIDENCE) String evidence) {}

  /**
   * A choice among several.
   *
   * @param purpose the registry's name
   * @param channel the channel
   * @param choice what is chosen
   */
  record PurposeChoice(@NotNull String purpose, @NotNull Channel channel, @NotNull Choice choice) {}

  /**
   * Several choices, recorded together or not at all.
   *
   * @param choices at most one for a purpose and channel
   * @param via how they reached us
   * @param evidence ticket, call or case number
   */
  record Choices(
      @NotEmpty @Size(max = 100) List<@NotNull @Valid PurposeChoice> choices,
      @NotNull Via via,
      @Nullable @Pattern(regexp = EVIDENCE) String evidence) {}

  /** The answer: choices, and where the next page starts. */
  record PreferenceList(List<PreferenceView> preferences, @Nullable UUID next) {}

  private final Preferences preferences;
  private final Caller caller;

  @Inject
  PreferenceResource(Preferences preferences, Caller caller) {
    this.preferences = preferences;
    this.caller = caller;
  }

  @GET
  @Permit(
      scope = "consent:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "The present choices")
  public Uni<PreferenceList> present(UUID subjectId) {
    return preferences.present(subjectId).map(list -> view(list, null));
  }

  @GET
  @Path("/history")
  @Permit(
      scope = "consent:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.AUDITOR},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Every choice ever made, the newest first, with how and by whom")
  public Uni<PreferenceList> history(
      UUID subjectId,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return preferences
        .history(subjectId, after, limit)
        .map(list -> view(list, list.size() < limit ? null : list.getLast().version()));
  }

  @PUT
  @Path("/{purpose}/{channel}")
  @Permit(
      scope = "consent:write",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Choose for one purpose and channel")
  public Uni<PreferenceView> choose(
      UUID subjectId, String purpose, String channel, @NotNull @Valid OneChoice body) {
    Channel known = Channel.of(channel).orElseThrow(ConsentFailure.UnknownPurpose::new);
    List<Preferences.Wish> wish = List.of(new Preferences.Wish(purpose, known, body.choice()));
    return preferences
        .choose(subjectId, wish, provenance(body.via(), body.evidence()), caller)
        .map(chosen -> PreferenceView.of(chosen.getFirst()));
  }

  @PUT
  @Permit(
      scope = "consent:write",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Choose for several purposes and channels at once")
  public Uni<PreferenceList> chooseSeveral(UUID subjectId, @NotNull @Valid Choices body) {
    List<Preferences.Wish> wishes =
        body.choices().stream()
            .map(one -> new Preferences.Wish(one.purpose(), one.channel(), one.choice()))
            .toList();
    requireDistinct(wishes);
    return preferences
        .choose(subjectId, wishes, provenance(body.via(), body.evidence()), caller)
        .map(chosen -> view(chosen, null));
  }

  /** What a customer does in the client area needs no word from the customer on how it came. */
  private Preferences.Provenance provenance(Via via, @Nullable String evidence) {
    boolean own = caller.roles().equals(java.util.Set.of(Role.CUSTOMER));
    return new Preferences.Provenance(own ? Via.CLIENT_AREA : via, evidence);
  }

  private static void requireDistinct(List<Preferences.Wish> wishes) {
    long distinct =
        wishes.stream().map(wish -> wish.purpose() + ' ' + wish.channel()).distinct().count();
    if (distinct < wishes.size()) {
      throw new Invalid("choices", "must not name one purpose and channel twice");
    }
  }

  private static PreferenceList view(List<Preference> list, @Nullable UUID next) {
    return new PreferenceList(list.stream().map(PreferenceView::of).toList(), next);
  }
}
