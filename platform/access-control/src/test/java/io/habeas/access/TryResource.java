package io.habeas.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

@Path("/try")
public class TryResource {

  @Inject Caller caller;

  @GET
  @Path("/undeclared")
  public String undeclared() {
    return "reached";
  }

  @GET
  @Path("/anyone")
  @PermitAnyone(gateway = true)
  public String anyone() {
    return "reached";
  }

  @GET
  @Path("/machine")
  @Permit(scope = "subject:contact")
  public String machine(@QueryParam("purpose") String purpose) {
    caller.requirePurpose(purpose);
    return caller.id();
  }

  @GET
  @Path("/events")
  @Permit(scope = "consent:events")
  public String event(@QueryParam("source") String source) {
    caller.requireSource(source);
    return "reached";
  }

  @GET
  @Path("/subjects/{subjectId}")
  @Permit(
      scope = "subject:read",
      roles = {Role.CUSTOMER, Role.SUPPORT},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public String subject(UUID subjectId) {
    return "reached";
  }

  @GET
  @Path("/subjects/{subjectId}/export")
  @Permit(roles = Role.CUSTOMER, ownership = Ownership.SUBJECT, recentSignIn = true)
  public String export(UUID subjectId) {
    return "reached";
  }

  @GET
  @Path("/processors/{processorId}")
  @Permit(scope = "disclosure:partner", ownership = Ownership.PROCESSOR)
  public String processor(UUID processorId) {
    return "reached";
  }
}
