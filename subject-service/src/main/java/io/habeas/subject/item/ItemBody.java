package io.habeas.subject.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An item as it is sent.
 *
 * @param category of the registry of categories
 * @param value an object that the category's JSON Schema admits
 * @param source of the registry of sources
 * @param purposes of the registry of purposes, each one permitted for the category
 * @param legalBasis one that at least one of the purposes admits
 * @param collectedAt RFC 3339
 * @param policyVersion the policy version that was shown, e.g. {@code privacy/2}
 */
public record ItemBody(
    @Nullable String category,
    @Schema(type = SchemaType.OBJECT) @Nullable JsonNode value,
    @Nullable String source,
    @Nullable List<String> purposes,
    @Nullable String legalBasis,
    @Schema(format = "date-time") @Nullable String collectedAt,
    @Nullable String policyVersion) {

  @Override
  public String toString() {
    return "ItemBody[***]";
  }
}
