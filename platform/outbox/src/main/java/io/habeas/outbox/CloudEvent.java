package io.habeas.outbox;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;

/**
 * An event on the wire: CloudEvents 1.0 in JSON, always in the batch mode of its HTTP binding; one
 * event is a batch of one. Attributes that we do not know are let pass, as that specification asks.
 *
 * @param specversion {@code 1.0}
 * @param id the event's id, the same at each delivery
 * @param source the service that tells, {@code /subject}
 * @param type {@code noun.pastParticiple}
 * @param subject whom it concerns
 * @param time when it happened, business time
 * @param datacontenttype {@code application/json}
 * @param sequence the place among the source's events on this subject, from 1
 * @param data what the consumer reads by a record of its own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudEvent(
    @NotNull @Pattern(regexp = "1\\.0") String specversion,
    @NotNull UUID id,
    @NotNull @Pattern(regexp = "/[a-z-]{1,40}") String source,
    @NotNull @Pattern(regexp = "[a-z-]{1,40}\\.[A-Za-z-]{1,40}") String type,
    @NotNull UUID subject,
    @NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant time,
    String datacontenttype,
    @NotNull Long sequence,
    JsonNode data) {

  /** The media type of a batch: a JSON array of events. */
  public static final String BATCH = "application/cloudevents-batch+json";

  /** How many events an inbox takes at once. */
  public static final int MOST_IN_A_BATCH = 500;
}
