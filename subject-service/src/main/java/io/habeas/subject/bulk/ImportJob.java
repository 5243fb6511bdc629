package io.habeas.subject.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it has come.
 *
 * @param columns of a CSV import, once its first line was read
 * @param nextLine the first line not applied yet, counted from 1
 * @param accepted lines applied
 * @param refused lines with an error
 */
record ImportJob(
    UUID id,
    Format format,
    @Nullable String name,
    State state,
    @Nullable List<String> columns,
    long nextLine,
    long accepted,
    long refused,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  /** Where an import stands. */
  @Schema(name = "ImportState")
  enum State {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED;

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String slug) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }
  }

  static ImportJob open(UUID id, Format format, @Nullable String name, String actor, Instant now) {
    return new ImportJob(id, format, name, State.OPEN, null, 1, 0, 0, actor, now, null, null);
  }
}
