package io.habeas.local.mail;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.process.Part;
import io.habeas.local.process.Probe;
import io.habeas.local.suite.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan of the mail server. */
public final class Mail {

  /** The part's name. */
  public static final String NAME = "mail";

  /** Where returned mail goes; notification-service reads it. */
  public static final String BOUNCES = "bounces@habeas.test";

  /** Who reads mail by IMAP: the data protection officer, and whoever handles returned mail. */
  public static final List<String> MAILBOXES = List.of("dpo@habeas.test", BOUNCES);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Mail() {}

  /** How it comes to run. */
  public static Plan plan(DataDirectory data, Secrets secrets, Ports ports) {
    return Plan.of(NAME, Set.of(), announcer -> part(data, secrets, ports));
  }

  /** What a mailbox is read with. */
  public static String passwordOf(Secrets secrets) {
    return secrets.password("mailbox");
  }

  private static Part part(DataDirectory data, Secrets secrets, Ports ports) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Installation.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                Installation.classPath(),
                MailServer.class.getName(),
                Integer.toString(ports.smtp()),
                Integer.toString(ports.imap()),
                data.mail().toString()));
    command.addAll(MAILBOXES);
    return new Part(
        NAME,
        command,
        Map.of("HABEAS_MAILBOX_PASSWORD", passwordOf(secrets)),
        data.root(),
        () -> Probe.listening(ports.smtp()).ready() && Probe.listening(ports.imap()).ready(),
        PATIENCE);
  }
}
