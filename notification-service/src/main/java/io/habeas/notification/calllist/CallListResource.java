package io.habeas.notification.calllist;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Call lists over HTTP, for agents at the desk and for diallers. A list is all calls of a template,
 * or of a notice.
 */
@Path("/api/notification/v1/call-lists")
@Produces(MediaType.APPLICATION_JSON)
public class CallListResource {
  private static final String LIST = "[a-z0-9][a-z0-9-]{0,62}";

  private final Calls calls;
  private final Caller caller;

  CallListResource(Calls calls, Caller caller) {
    this.calls = calls;
    this.caller = caller;
  }

  /** The lists that have calls. */
  public record CallLists(List<CallList> lists) {}

  /**
   * A call to make now.
   *
   * @param lease what the outcome names
   * @param leasedUntil after that it is somebody else's
   * @param number E.164; forgotten with the call
   * @param script what is to be said
   * @param attempt from 1
   */
  public record CallToMake(
      UUID callId,
      UUID subjectId,
      UUID lease,
      Instant leasedUntil,
      String number,
      @Nullable String name,
      @Nullable String timeZone,
      String language,
      String script,
      int attempt) {
    /** Whom it is to stays out of logs. */
    @Override
    public String toString() {
      return "CallToMake[" + callId + "]";
    }

    static CallToMake of(Calls.Call call) {
      return new CallToMake(
          call.held().id(),
          call.held().subjectId(),
          call.held().lease(),
          call.held().until(),
          call.to().address(),
          call.to().name(),
          call.to().timeZone(),
          call.script().language(),
          call.script().text(),
          call.held().attempt());
    }
  }

  /**
   * What came of it.
   *
   * @param language in which it was said
   * @param timeZone the person's, as the call told
   * @param callBackAt for {@code call-back}: within fourteen days, between 8:00 and 21:00 in that
   *     time zone (UTC, if none is named)
   */
  public record CallResult(
      @NotNull UUID subjectId,
      @NotNull UUID lease,
      @NotNull CallOutcome outcome,
      @Nullable @Pattern(regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}") String language,
      @Nullable @Size(max = 60) String timeZone,
      @Nullable Instant callBackAt) {}

  /** Lists the call lists. */
  @GET
  @Permit(
      scope = "notification:dial",
      roles = {Role.SUPPORT, Role.DPO},
      gateway = true)
  public Uni<CallLists> lists() {
    return calls.lists().map(CallLists::new);
  }

  /**
   * Takes the next call of a list: nobody else gets it until the lease ends. 204 where none is due.
   */
  @POST
  @Path("/{list}/calls")
  @APIResponseSchema(value = CallToMake.class, responseCode = "201")
  @Permit(
      scope = "notification:dial",
      roles = {Role.SUPPORT},
      gateway = true)
  public Uni<Response> next(@PathParam("list") @Pattern(regexp = LIST) String list) {
    return calls
        .next(caller.id(), list)
        .map(
            call ->
                call.map(
                        one ->
                            Response.status(Response.Status.CREATED)
                                .entity(CallToMake.of(one))
                                .header("Cache-Control", "no-store")
                                .build())
                    .orElseGet(() -> Response.noContent().build()));
  }

  /** Tells what came of a call; once its lease is over, 409. */
  @PUT
  @Path("/{list}/calls/{callId}/outcome")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "notification:dial",
      roles = {Role.SUPPORT},
      gateway = true)
  public Uni<Void> settle(
      @PathParam("list") @Pattern(regexp = LIST) String list,
      @PathParam("callId") UUID callId,
      @NotNull @Valid CallResult result) {
    return calls.settle(
        caller.id(),
        new Calls.Named(list, result.subjectId(), callId, result.lease()),
        result.outcome(),
        new Calls.Answer(result.language(), result.timeZone(), result.callBackAt()));
  }
}
