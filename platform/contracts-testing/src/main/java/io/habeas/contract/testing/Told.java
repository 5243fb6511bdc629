package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An event as its consumer reads it.
 *
 * @param type {@code noun.pastParticiple}
 * @param data an example with just the fields that the consumer reads
 * @param inbox where it is told, if not at the consumer's inbox of all events
 */
public record Told(String type, JsonNode data, @Nullable String inbox) {}
