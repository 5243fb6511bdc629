package io.habeas.subject.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** In which format an import's lines are. */
enum Format {
  @JsonProperty("ndjson")
  NDJSON("application/x-ndjson"),
  @JsonProperty("csv")
  CSV("text/csv");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  boolean isOf(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith(mediaType);
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Format of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
