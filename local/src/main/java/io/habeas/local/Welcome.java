package io.habeas.local;

import io.habeas.local.demo.Logins;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.identity.Keycloak;
import io.habeas.local.mail.Mail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the reader needs once everything runs.
 *
 * @param data where everything is kept
 * @param ports where everything listens
 * @param secrets what opens it
 */
record Welcome(DataDirectory data, Ports ports, Secrets secrets) {

  /** A table for these parts. */
  String text(List<String> parts) {
    List<String[]> rows = new ArrayList<>();
    if (parts.contains("gateway")) {
      rows.add(row("client area, desk", "http://localhost:" + ports.gateway() + "/"));
      rows.add(row("API", "http://localhost:" + ports.gateway() + "/api/<service>/v1/"));
    }
    if (parts.contains("keycloak")) {
      rows.add(row("staff logins", "support, dpo, legal, marketing, auditor"));
      rows.add(row("customers, with --demo", String.join(", ", Logins.customers())));
      rows.add(row("their password", Secrets.DEMO_PASSWORD));
      rows.add(row("issuer", Keycloak.issuer(ports)));
      rows.add(
          row(
              "its console",
              "http://localhost:"
                  + ports.keycloak()
                  + "/admin/  "
                  + Keycloak.ADMIN
                  + " / "
                  + Keycloak.adminPassword(secrets)));
    }
    if (parts.contains("mail")) {
      rows.add(row("mail lands in", data.mail() + "/"));
      rows.add(
          row(
              "mailboxes",
              String.join(", ", Mail.MAILBOXES)
                  + " by IMAP on port "
                  + ports.imap()
                  + " / "
                  + Mail.passwordOf(secrets)));
    }
    rows.add(row("secrets of clients", data.keys().resolve("secrets.properties").toString()));
    rows.add(row("stop", "Ctrl-C, or ./habeas down" + whichData()));
    return rows.stream()
        .map(row -> String.format("  %-23s %s", row[0], row[1]))
        .collect(Collectors.joining("\n", "\nReady.\n\n", "\n"));
  }

  private String whichData() {
    return data.root().endsWith(".data") ? "" : " --data " + data.root();
  }

  private static String[] row(String name, String value) {
    return new String[] {name, value};
  }
}
