package io.habeas.subject.contact;

import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.subject.SubjectFailure;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One contact point over HTTP. */
@Path("/api/subject/v1/subjects/{subjectId}/contact-points/{contactPointId}")
@Tag(name = "Contacts")
class ContactPointResource {

  private final Corrections corrections;
  private final Caller caller;

  ContactPointResource(Corrections corrections, Caller caller) {
    this.corrections = corrections;
    this.caller = caller;
  }

  @PUT
  @Permit(
      scope = "subject:write",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Correct a contact point; it has to be verified anew")
  public Uni<RestResponse<ContactPointView>> correct(
      UUID subjectId,
      UUID contactPointId,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull CorrectionBody body) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new SubjectFailure.VersionMissing();
    }
    return corrections
        .correct(subjectId, contactPointId, body.value(), body.address(), version(ifMatch), caller)
        .map(ContactPointView::of)
        .map(
            view ->
                RestResponse.ResponseBuilder.ok(view)
                    .header(HttpHeaders.ETAG, view.etag())
                    .build());
  }

  /** What is no etag of ours matches no version. */
  private static long version(String ifMatch) {
    return ifMatch.matches("\"[0-9]{1,18}\"")
        ? Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1))
        : -1;
  }

  /** The right value: of an e-mail address or telephone number, or of a postal address. */
  record CorrectionBody(@Nullable String value, @Nullable AddressBody address) {

    @Override
    public String toString() {
      return "CorrectionBody[***]";
    }
  }
}
