package io.habeas.local.identity;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trees;
import io.habeas.local.home.Trouble;
import io.habeas.local.postgres.Postgres;
import io.habeas.local.process.Part;
import io.habeas.local.process.Probe;
import io.habeas.local.suite.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan of the identity provider. */
public final class Keycloak {

  /** The part's name. */
  public static final String NAME = "keycloak";

  /** Who may use its administration console. */
  public static final String ADMIN = "admin";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Installation installation;
  private final DataDirectory data;
  private final Secrets secrets;
  private final Ports ports;
  private final boolean recording;

  private Keycloak(
      Installation installation,
      DataDirectory data,
      Secrets secrets,
      Ports ports,
      boolean recording) {
    this.recording = recording;
    this.installation = installation;
    this.data = data;
    this.secrets = secrets;
    this.ports = ports;
  }

  /**
   * How it comes to run.
   *
   * @param recording whether this start records what later starts skip
   */
  public static Plan plan(
      Installation installation,
      DataDirectory data,
      Secrets secrets,
      Ports ports,
      boolean recording) {
    Keycloak keycloak = new Keycloak(installation, data, secrets, ports, recording);
    return new Plan(NAME, Set.of(Postgres.NAME), keycloak::prepare, keycloak::settle);
  }

  /** The issuer of all tokens. */
  public static String issuer(Ports ports) {
    return "http://localhost:" + ports.keycloak() + "/realms/habeas";
  }

  /** What the administrator signs in with. */
  public static String adminPassword(Secrets secrets) {
    return secrets.password("keycloak.admin");
  }

  private Part prepare(Plan.Announcer announcer) {
    KeycloakDistribution distribution = KeycloakDistribution.prepare(installation, announcer::say);
    RealmFile realm = RealmFile.withDemo(installation);
    layOutHome(distribution, realm);
    return new Part(
        NAME,
        command(distribution),
        environment(realm),
        data.keycloak(),
        Probe.http(URI.create("http://127.0.0.1:" + ports.keycloakManagement() + "/health/ready")),
        PATIENCE);
  }

  /** A home of its own per data directory; the programs are linked. */
  private void layOutHome(KeycloakDistribution distribution, RealmFile realm) {
    Path home = data.keycloak();
    try {
      for (String each : new String[] {"conf", "data/import", "providers", "themes"}) {
        Files.createDirectories(home.resolve(each));
      }
      Files.copy(
          distribution.home().resolve("conf/cache-ispn.xml"),
          home.resolve("conf/cache-ispn.xml"),
          StandardCopyOption.REPLACE_EXISTING);
      Path library = home.resolve("lib");
      Trees.delete(library);
      Files.createSymbolicLink(library, distribution.home().resolve("lib"));
    } catch (IOException e) {
      throw new Trouble(
          NAME, "its home cannot be made (" + e.getMessage() + ")", "Choose --data", e);
    }
    realm.write(home.resolve("data/import/habeas-realm.json"));
  }

  private List<String> command(KeycloakDistribution distribution) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java());
    command.addAll(distribution.startCache(recording).options());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms64m",
            "-Xmx384m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dkc.home.dir=" + data.keycloak(),
            "-Djboss.server.config.dir=" + data.keycloak().resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            distribution.classPath(),
            "org.keycloak.quarkus.runtime.KeycloakMain",
            "start",
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + ports.keycloak(),
            "--http-management-port=" + ports.keycloakManagement(),
            "--hostname=http://localhost:" + ports.keycloak(),
            "--cache=local"));
    return command;
  }

  private Map<String, String> environment(RealmFile realm) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/keycloak");
    environment.put("KC_DB_USERNAME", "keycloak");
    environment.put("KC_DB_PASSWORD", Postgres.passwordOf(secrets, "keycloak"));
    environment.put("KC_DB_POOL_MAX_SIZE", "20");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword(secrets));
    environment.put("HABEAS_PUBLIC_URL", "http://localhost:" + ports.gateway());
    environment.put("HABEAS_BACK_CHANNEL_URL", "http://127.0.0.1:" + ports.gateway());
    environment.put("HABEAS_SMTP_HOST", "127.0.0.1");
    environment.put("HABEAS_SMTP_PORT", Integer.toString(ports.smtp()));
    environment.put("HABEAS_MAIL_FROM", "sign-in@habeas.test");
    environment.put("HABEAS_DEMO_PASSWORD", Secrets.DEMO_PASSWORD);
    for (String user : realm.codeUsers()) {
      environment.put(RealmFile.codeVariable(user), OneTimeCode.secretOf(secrets, user));
    }
    for (String client : realm.clientIds()) {
      environment.put(RealmFile.secretVariable(client), secrets.client(client));
    }
    return environment;
  }

  private void settle() {
    new Realm(ports, secrets).moveTo("http://localhost:" + ports.gateway());
  }
}
