package io.habeas.local.services;

import io.habeas.local.calls.Call;
import io.habeas.local.calls.CallTable;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.identity.Keycloak;
import io.habeas.local.identity.Realm;
import io.habeas.local.mail.Mail;
import io.habeas.local.postgres.Postgres;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one service must be told about the suite that it is part of. */
final class Settings {

  private final DataDirectory data;
  private final Secrets secrets;
  private final Ports ports;
  private final CallTable calls;
  private final boolean secondFactor;

  /** With {@code secondFactor}, desk roles open with a one-time code only, as in production. */
  Settings(
      DataDirectory data, Secrets secrets, Ports ports, CallTable calls, boolean secondFactor) {
    this.secondFactor = secondFactor;
    this.data = data;
    this.secrets = secrets;
    this.ports = ports;
    this.calls = calls;
  }

  /** All settings of a service, by name, sorted. */
  Map<String, String> of(String service) {
    Map<String, String> settings = new TreeMap<>();
    listening(settings, service);
    database(settings, "quarkus.datasource.", service);
    settings.put("habeas.public-url", publicUrl());
    settings.put("quarkus.log.console.json.enabled", "false");
    if (secondFactor) {
      settings.put("habeas.access.desk-acr", Realm.SECOND_FACTOR);
    }
    Services.NAMES.forEach(peer -> settings.put("habeas.peers." + peer + ".url", direct(peer)));
    switch (service) {
      case "gateway" -> signIn(settings);
      case "subject" -> {
        common(settings, service);
        vault(settings);
      }
      case "notification" -> {
        common(settings, service);
        mail(settings);
      }
      case "consent" -> {
        common(settings, service);
        settings.put("habeas.unsubscribe.key", secrets.key("unsubscribe"));
      }
      default -> common(settings, service);
    }
    return settings;
  }

  private void common(Map<String, String> settings, String service) {
    settings.put("habeas.clock.file", data.clock().toString());
    Services.NAMES.stream()
        .filter(peer -> !peer.equals(service))
        .forEach(
            peer ->
                settings.put(
                    "habeas.outbox.targets." + peer + ".url",
                    direct(peer) + "/api/" + peer + "/v1/events"));
    tokens(settings, service);
    ledger(settings, service);
    ownCalls(settings, service);
  }

  private void vault(Map<String, String> settings) {
    database(settings, "quarkus.datasource.vault.", "vault");
    settings.put("habeas.vault.keyset", data.keys().resolve("vault-keyset.json").toString());
    settings.put("habeas.vault.generate-missing", "true");
  }

  private void listening(Map<String, String> settings, String service) {
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(ports.of(service)));
  }

  private void database(Map<String, String> settings, String prefix, String database) {
    String server = "postgresql://127.0.0.1:" + ports.postgres() + "/";
    settings.put(prefix + "jdbc.url", "jdbc:" + server + database);
    settings.put(prefix + "reactive.url", server + database);
    settings.put(prefix + "username", database);
    settings.put(prefix + "password", Postgres.passwordOf(secrets, database));
  }

  private void tokens(Map<String, String> settings, String service) {
    String issuer = Keycloak.issuer(ports);
    settings.put("mp.jwt.verify.issuer", issuer);
    settings.put(
        "mp.jwt.verify.publickey.location", local(issuer) + "/protocol/openid-connect/certs");
    settings.put("mp.jwt.verify.audiences", service);
  }

  private void ledger(Map<String, String> settings, String service) {
    settings.put("habeas.ledger.signing-key", secrets.key("ledger." + service));
    settings.put("habeas.witness.directory", data.witness().resolve(service).toString());
  }

  /** One token client for each callee, so that a token is good for one audience only. */
  private void ownCalls(Map<String, String> settings, String service) {
    String client = service + "-service";
    tokenClient(settings, "quarkus.oidc-client.", client);
    settings.put("quarkus.oidc-client.early-tokens-acquisition", "false");
    calls
        .ofClient(client)
        .filter(call -> !call.scopes().isEmpty())
        .collect(Collectors.groupingBy(Call::service))
        .forEach(
            (callee, rows) -> {
              String prefix = "quarkus.oidc-client." + callee + ".";
              tokenClient(settings, prefix, client);
              settings.put(prefix + "early-tokens-acquisition", "false");
              settings.put(
                  prefix + "scopes",
                  rows.stream()
                      .flatMap(row -> row.scopes().stream())
                      .distinct()
                      .collect(Collectors.joining(",")));
            });
  }

  private void tokenClient(Map<String, String> settings, String prefix, String client) {
    settings.put(prefix + "auth-server-url", local(Keycloak.issuer(ports)));
    settings.put(prefix + "discovery-enabled", "false");
    settings.put(prefix + "token-path", "/protocol/openid-connect/token");
    settings.put(prefix + "client-id", client);
    settings.put(prefix + "credentials.secret", secrets.client(client));
  }

  private void signIn(Map<String, String> settings) {
    settings.put("quarkus.oidc.auth-server-url", Keycloak.issuer(ports));
    settings.put("quarkus.oidc.client-id", "gateway");
    settings.put("quarkus.oidc.credentials.secret", secrets.client("gateway"));
    settings.put("quarkus.oidc.connection-delay", "240S");
    settings.put("quarkus.oidc.authentication.state-secret", secrets.password("gateway.state"));
  }

  private void mail(Map<String, String> settings) {
    settings.put("habeas.identity.url", local(Keycloak.issuer(ports)));
    settings.put("habeas.identity.client-secret", secrets.client("notification-service"));
    settings.put("habeas.relays.main.host", "127.0.0.1");
    settings.put("habeas.relays.main.port", Integer.toString(ports.smtp()));
    settings.put("habeas.mailing.bounces", Mail.BOUNCES);
    settings.put("habeas.bounces.key", secrets.key("bounces"));
    settings.put("habeas.bounces.every", "2s");
    settings.put(
        "habeas.rehearsal.allowed-addresses",
        "dpo@habeas.test,legal@habeas.test,marketing@habeas.test");
    settings.put("habeas.bounces.imap.host", "127.0.0.1");
    settings.put("habeas.bounces.imap.port", Integer.toString(ports.imap()));
    settings.put("habeas.bounces.imap.security", "none");
    settings.put("habeas.bounces.imap.username", Mail.BOUNCES);
    settings.put("habeas.bounces.imap.password", Mail.passwordOf(secrets));
    settings.put("habeas.messages.key", secrets.key("messages"));
    settings.put("habeas.messages.reply-domain", "habeas.test");
  }

  private String direct(String service) {
    return "http://127.0.0.1:" + ports.of(service);
  }

  private String publicUrl() {
    return "http://localhost:" + ports.gateway();
  }

  /** The same address for calls that do not leave this machine's IPv4 loopback. */
  private static String local(String url) {
    return url.replace("http://localhost:", "http://127.0.0.1:");
  }
}
