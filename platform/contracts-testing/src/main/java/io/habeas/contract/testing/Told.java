package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event as its consumer reads it.
 *
 * @param type {@code noun.pastParticiple}
 * @param data an example with just the fields that the consumer reads
 */
public record Told(String type, JsonNode data) {}
