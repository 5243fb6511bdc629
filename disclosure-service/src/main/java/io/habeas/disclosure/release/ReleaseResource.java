package io.habeas.disclosure.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where partners ask for data. */
@Path("/api/disclosure/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "releases")
public class ReleaseResource {

  /**
   * What a partner asks for.
   *
   * @param subjectId about whom
   * @param purpose what for, as its agreement names it
   * @param fields just the fields that it needs
   */
  record Question(
      @NotNull UUID subjectId,
      @NotNull @Pattern(regexp = "[a-z][a-z-]{1,39}") String purpose,
      @NotEmpty @Size(max = 100)
          Set<@NotNull @Pattern(regexp = "[a-zA-Z][a-zA-Z0-9.-]{1,59}") String> fields) {}

  /**
   * What was released, to keep with the data.
   *
   * @param releaseId under which it was recorded
   * @param purpose what alone it may be used for
   * @param fields which fields
   * @param fieldsSha256 hash of the fields as JSON
   * @param agreementId under which agreement
   * @param transferMechanism what covers the transfer
   * @param at when
   */
  record Receipt(
      UUID releaseId,
      String purpose,
      Set<String> fields,
      @Nullable String fieldsSha256,
      @Nullable UUID agreementId,
      @Nullable String transferMechanism,
      Instant at) {

    static Receipt of(Release release) {
      return new Receipt(
          release.id(),
          release.purpose(),
          release.fields(),
          release.fieldsSha256(),
          release.agreementId(),
          release.transferMechanism(),
          release.at());
    }
  }

  /** The data and its receipt. */
  record Answer(JsonNode fields, Receipt receipt) {
    @Override
    public String toString() {
      return "Answer[fields=***, receipt=" + receipt + "]";
    }
  }

  private final Releases releases;
  private final Caller caller;

  @Inject
  ReleaseResource(Releases releases, Caller caller) {
    this.releases = releases;
    this.caller = caller;
  }

  @POST
  @Permit(scope = "disclosure:partner", ownership = Ownership.PROCESSOR, gateway = true)
  @Operation(summary = "Ask for fields of one subject, for one purpose")
  public Uni<Answer> ask(@NotNull @Valid Question question) {
    caller.requirePurpose(question.purpose());
    return releases
        .ask(
            caller.processorId().orElseThrow(),
            question.subjectId(),
            question.purpose(),
            new TreeSet<>(question.fields()),
            caller)
        .map(given -> new Answer(given.fields(), Receipt.of(given.release())));
  }

  @GET
  @Path("/{releaseId}")
  @Permit(scope = "disclosure:partner", ownership = Ownership.PROCESSOR, gateway = true)
  @Operation(summary = "The receipt of one of your releases")
  public Uni<Receipt> one(UUID releaseId) {
    return releases.ofProcessor(caller.processorId().orElseThrow(), releaseId).map(Receipt::of);
  }
}
