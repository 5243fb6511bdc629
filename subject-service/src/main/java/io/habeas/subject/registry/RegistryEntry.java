package io.habeas.subject.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One version of one entry as it is stored. */
record RegistryEntry(String kind, String slug, int version, JsonNode body, Instant validFrom) {}
