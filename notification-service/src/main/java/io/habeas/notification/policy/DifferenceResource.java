package io.habeas.notification.policy;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.difference.BlockDifference;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How versions differ, over HTTP: blocks and words as data, for whoever renders them. */
@Path("/api/notification/v1/policies/{document}/versions/{version}/differences")
@Produces(MediaType.APPLICATION_JSON)
public class DifferenceResource {
  private final Policies policies;
  private final Differences differences;
  private final Caller caller;

  DifferenceResource(Policies policies, Differences differences, Caller caller) {
    this.policies = policies;
    this.differences = differences;
    this.caller = caller;
  }

  /**
   * Two versions, compared.
   *
   * @param from the earlier version; null where there is none in this language
   * @param language in which both were compared
   * @param changedSections the ids of the sections that say something else, in any language
   * @param blocks in reading order; kept and removed is the earlier text, kept and added the later
   */
  public record DifferencesView(
      String document,
      @Nullable String from,
      String to,
      String language,
      List<String> changedSections,
      List<BlockDifference> blocks) {}

  /**
   * Compares a version with another, by default with the one that it changes: the one that bound
   * when it was announced, of a draft the one that binds.
   */
  @GET
  @Permit(
      scope = "policy:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<DifferencesView> differences(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @QueryParam("from") @Pattern(regexp = Names.LABEL) @Nullable String from,
      @QueryParam("lang") @Pattern(regexp = Names.LANGUAGE) @Nullable String language) {
    return policies
        .versions(document)
        .map(all -> all.stream().filter(this::isShown).toList())
        .chain(
            shown -> {
              PolicyVersion to = named(shown, version);
              PolicyVersion before = from == null ? Predecessor.of(to, shown) : named(shown, from);
              return differences
                  .between(before, to, language == null ? List.of() : List.of(language))
                  .map(compared -> view(compared, before));
            });
  }

  /** A draft is nobody's business who could only be confused by it. */
  private boolean isShown(PolicyVersion version) {
    return version.state() != VersionState.DRAFT
        || !caller.isPerson()
        || !Set.of(Role.CUSTOMER).containsAll(caller.roles());
  }

  private static PolicyVersion named(List<PolicyVersion> all, String label) {
    return all.stream()
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(Missing::new);
  }

  private static DifferencesView view(
      Differences.Compared compared, @Nullable PolicyVersion before) {
    PolicyVersion from = compared.from();
    return new DifferencesView(
        compared.to().document(),
        from == null ? null : from.label(),
        compared.to().label(),
        compared.text().language(),
        before == null
            ? List.of()
            : List.copyOf(ChangedSections.between(before, compared.to()).ids()),
        compared.difference().blocks());
  }
}
