package io.habeas.notification.announcement;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.Names;
import io.habeas.notification.policy.VersionView;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** Announcement, guard and activation of a version over HTTP. */
@Path("/api/notification/v1/policies/{document}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
public class AnnouncementResource {
  private final Announcements announcements;
  private final Corrections corrections;
  private final Activations activations;
  private final BusinessClock clock;
  private final Caller caller;

  AnnouncementResource(
      Announcements announcements,
      Corrections corrections,
      Activations activations,
      BusinessClock clock,
      Caller caller) {
    this.announcements = announcements;
    this.corrections = corrections;
    this.activations = activations;
    this.clock = clock;
    this.caller = caller;
  }

  /**
   * When the version shall come into force, whom the notice is for, and how people are told.
   *
   * @param audience brands, products and regions to limit the notice to, as tags; refused unless
   *     every changed section is so limited. Left out, it goes to whomever the change concerns
   * @param channels the next one where the one before fails for good; without them, as the settings
   *     say
   */
  public record Announcement(
      @NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant effectiveAt,
      @Nullable @Size(min = 1, max = 50)
          List<@NotNull @Pattern(regexp = Tag.PATTERN) String> audience,
      @Nullable @Size(min = 1, max = 4) @UniqueElements List<@NotNull Channel> channels) {}

  /** Why it does not come: told to whoever heard of it, in every language of the version. */
  public record Withdrawal(
      @NotEmpty @Size(max = 40)
          Map<
                  @Pattern(regexp = Names.LANGUAGE) String,
                  @NotBlank @Size(max = 2_000) @Pattern(regexp = Names.TEXT) String>
              reason) {}

  /** Before which later date it does not come, and why. */
  public record Postponement(
      @NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant notBefore,
      @NotEmpty @Size(max = 40)
          Map<
                  @Pattern(regexp = Names.LANGUAGE) String,
                  @NotBlank @Size(max = 2_000) @Pattern(regexp = Names.TEXT) String>
              reason) {}

  /** A version and the campaign that tells of it; null where nobody is told by mail. */
  public record AnnouncedView(VersionView version, @Nullable UUID campaignId) {}

  /**
   * Whether a version may come into force now.
   *
   * @param missing how many have not had notice for thirty days
   * @param missingSubjects the first of them
   */
  public record GuardView(
      boolean inForceAllowed,
      long missing,
      Instant earliestLawfulDate,
      List<String> reasons,
      List<UUID> missingSubjects) {}

  /** Announces it: freezes the text and begins to tell everybody whom the change concerns. */
  @PUT
  @Path("/announcement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<AnnouncedView> announce(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @NotNull @Valid Announcement announcement) {
    return announcements
        .announce(
            caller.id(),
            document,
            version,
            announcement.effectiveAt().truncatedTo(ChronoUnit.MICROS),
            new Announcements.Reach(
                narrowing(announcement.audience()), Optional.ofNullable(announcement.channels())))
        .map(AnnouncementResource::view);
  }

  /** Takes an announcement back, for good. Whoever may have had the notice gets a corrected one. */
  @PUT
  @Path("/withdrawal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<AnnouncedView> withdraw(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @NotNull @Valid Withdrawal withdrawal) {
    return corrections
        .withdraw(caller.id(), document, version, withdrawal.reason())
        .map(AnnouncementResource::view);
  }

  /**
   * Puts an announcement off; it is announced anew, with thirty days, when its date is known.
   * Whoever may have had the notice gets a corrected one.
   */
  @PUT
  @Path("/postponement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<AnnouncedView> postpone(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @NotNull @Valid Postponement postponement) {
    return corrections
        .postpone(
            caller.id(),
            document,
            version,
            postponement.notBefore().truncatedTo(ChronoUnit.MICROS),
            postponement.reason())
        .map(AnnouncementResource::view);
  }

  private static AnnouncedView view(Announcements.Announced announced) {
    Campaign campaign = announced.campaign();
    return new AnnouncedView(
        VersionView.of(announced.version()), campaign == null ? null : campaign.id());
  }

  private static @Nullable Set<Tag> narrowing(@Nullable List<String> audience) {
    if (audience == null) {
      return null;
    }
    Set<Tag> tags = new TreeSet<>();
    for (String written : audience) {
      tags.add(
          Tag.parse(written)
              .filter(tag -> tag.kind().narrows())
              .orElseThrow(
                  () -> new Invalid("audience", written + " is no brand, product or region")));
    }
    return tags;
  }

  /** Asks the guard. */
  @GET
  @Path("/guard")
  @Permit(
      scope = "policy:read",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<GuardView> guard(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version) {
    return activations.guard(document, version).map(this::view);
  }

  /** Puts it into force. */
  @PUT
  @Path("/activation")
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<VersionView> activate(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version) {
    return activations.activate(caller.id(), document, version).map(VersionView::of);
  }

  private GuardView view(Activations.Guarded guarded) {
    return switch (guarded.ruling()) {
      case Ruling.Allowed _ -> new GuardView(true, 0, clock.now(), List.of(), List.of());
      case Ruling.NotYet(long missing, Instant earliest, List<String> reasons) ->
          new GuardView(false, missing, earliest, reasons, guarded.missingSubjects());
    };
  }
}
