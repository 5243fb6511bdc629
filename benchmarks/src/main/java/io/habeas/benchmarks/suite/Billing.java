package io.habeas.benchmarks.suite;

import io.habeas.local.home.Trouble;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Imports customers as the system for billing does. */
public final class Billing {
  private static final String SCOPE = "subject:import";
  private static final String PATH = "/api/subject/v1/imports";

  private final Caller caller;

  /** That of this suite. */
  public Billing(MeasuredSuite suite) {
    this.caller = new Caller(suite, "billing");
  }

  /** An import, to which lines can be sent. */
  public String begin() {
    return caller
        .post("subject", SCOPE, PATH, Map.of("format", "ndjson", "name", "bench"))
        .path("id")
        .asText();
  }

  /** Sends them all; returns when they are committed, and fails unless each was accepted. */
  public void send(String id, Customers customers) {
    int accepted =
        caller
            .call(
                "subject",
                SCOPE,
                "PUT",
                PATH + "/" + id + "/content?fromLine=1",
                BodyPublishers.ofInputStream(customers::lines),
                "application/x-ndjson")
            .path("accepted")
            .asInt();
    if (accepted != customers.count()) {
      throw new Trouble(
          "bench", accepted + " of " + customers.count() + " were imported", "Report this");
    }
  }
}
