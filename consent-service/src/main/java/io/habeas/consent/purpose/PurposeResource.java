package io.habeas.consent.purpose;

import io.habeas.access.PermitAnyone;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The registry of purposes, for everybody to read. */
@Path("/api/consent/v1/purposes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "purposes")
public class PurposeResource {

  private final Purposes purposes;

  @Inject
  PurposeResource(Purposes purposes) {
    this.purposes = purposes;
  }

  @GET
  @PermitAnyone(gateway = true)
  @Operation(summary = "All purposes with their legal basis and channels")
  public Purpose.Registry list() {
    return purposes.registry();
  }
}
