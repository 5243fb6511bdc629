package io.habeas.local;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Reads a service's ledger as an auditor does: its database and its witness, past the service.
 *
 * @param data of a suite of which at least the database runs
 */
record Audit(Installation installation, DataDirectory data) {

  private static final String PROGRAM = "io.habeas.ledger.AuditLog";

  /**
   * Audits one year, this one unless another is named, and says what was found in one line.
   *
   * @return 0 intact, 1 broken, 2 cannot tell
   */
  int run(String service, List<String> words) {
    if (!Services.NAMES.contains(service)) {
      throw new Trouble(service, "keeps no ledger", "Name one of " + Services.NAMES);
    }
    String year =
        words.size() > 1
            ? words.get(1)
            : Integer.toString(LocalDate.now(Clock.systemUTC()).getYear());
    Ports ports = new Ports(new Running(data).lastPort().orElse(Arguments.DEFAULT_PORT));
    Secrets secrets = Secrets.of(data);
    ProcessBuilder program =
        new Services(installation, data, secrets, ports, false, false)
            .program(
                service,
                PROGRAM,
                List.of(
                    database(service, secrets, ports),
                    data.witness().resolve(service).toString(),
                    service,
                    year))
            .inheritIO();
    program.environment().put("HABEAS_LEDGER_SIGNING_KEY", secrets.key("ledger." + service));
    try {
      return program.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  /** Its password is of letters, digits, hyphens and underscores: nothing to escape. */
  private static String database(String service, Secrets secrets, Ports ports) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(service, secrets.password("database." + service), ports.postgres(), service);
  }
}
