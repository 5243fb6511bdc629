package io.habeas.subject.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.access.PermitAnyone;
import io.habeas.problem.Missing;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The registries over HTTP. They say nothing about anybody, so everybody may read them. */
@Path("/api/subject/v1/registries")
@Tag(name = "Registries")
class RegistryResource {

  private final Registries registries;

  RegistryResource(Registries registries) {
    this.registries = registries;
  }

  @GET
  @Path("/{kind}")
  @PermitAnyone(gateway = true)
  @Operation(summary = "The declared categories, purposes, sources or legal-bases, newest versions")
  public RegistryView list(String kind) {
    List<RegistryEntry> entries = registries.entries(kind);
    if (entries.isEmpty()) {
      throw new Missing();
    }
    return new RegistryView(kind, entries.stream().map(EntryView::of).toList());
  }

  /** One registry. */
  record RegistryView(String kind, List<EntryView> entries) {}

  /** One entry; what stands in {@code definition} depends on the registry. */
  record EntryView(
      String slug,
      int version,
      Instant validFrom,
      @Schema(type = SchemaType.OBJECT) JsonNode definition) {

    static EntryView of(RegistryEntry entry) {
      return new EntryView(entry.slug(), entry.version(), entry.validFrom(), entry.body());
    }
  }
}
