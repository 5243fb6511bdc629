package io.habeas.notification.announcement;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.Names;
import io.habeas.notification.policy.VersionView;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
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
import java.util.Optional;
import java.util.UUID;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** Announcement, guard and activation of a version over HTTP. */
@Path("/api/notification/v1/policies/{document}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
public class AnnouncementResource {
  private final Announcements announcements;
  private final BusinessClock clock;
  private final Caller caller;

  AnnouncementResource(Announcements announcements, BusinessClock clock, Caller caller) {
    this.announcements = announcements;
    this.clock = clock;
    this.caller = caller;
  }

  /**
   * When the version shall come into force, and how people are told.
   *
   * @param channels the next one where the one before fails for good; without them, as the settings
   *     say
   */
  public record Announcement(
      @NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant effectiveAt,
      @Nullable @Size(min = 1, max = 4) @UniqueElements List<@NotNull Channel> channels) {}

  /** An announced version and the campaign that tells of it. */
  public record AnnouncedView(VersionView version, UUID campaignId) {}

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

  /** Announces it: freezes the text and begins to tell everybody. */
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
            Optional.ofNullable(announcement.channels()))
        .map(
            announced ->
                new AnnouncedView(VersionView.of(announced.version()), announced.campaign().id()));
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
    return announcements.guard(document, version).map(this::view);
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
    return announcements.activate(caller.id(), document, version).map(VersionView::of);
  }

  private GuardView view(Announcements.Guarded guarded) {
    return switch (guarded.ruling()) {
      case Ruling.Allowed _ -> new GuardView(true, 0, clock.now(), List.of(), List.of());
      case Ruling.NotYet(long missing, Instant earliest, List<String> reasons) ->
          new GuardView(false, missing, earliest, reasons, guarded.missingSubjects());
    };
  }
}
