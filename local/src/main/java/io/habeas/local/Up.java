package io.habeas.local;

import io.habeas.local.demo.Demo;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.identity.Keycloak;
import io.habeas.local.mail.Mail;
import io.habeas.local.postgres.Postgres;
import io.habeas.local.process.PidFile;
import io.habeas.local.services.Services;
import io.habeas.local.suite.Plan;
import io.habeas.local.suite.Progress;
import io.habeas.local.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Starts a suite and stays with it until it is stopped or a part ends by itself. */
final class Up {

  private static final String LAUNCHER = "launcher";
  private static final Duration STOPPING = Duration.ofSeconds(25);
  private static final Duration RECORDING = Duration.ofMinutes(5);

  /** Every part of a suite. */
  static final List<String> PARTS =
      List.copyOf(new Ports(Arguments.DEFAULT_PORT).byPart().keySet());

  private final Installation installation;
  private final DataDirectory data;
  private final Arguments arguments;
  private final Running running;
  private final Progress progress = new Progress(System.out);
  private final boolean recording;

  /** With {@code recording}, the suite stops when it is ready; later starts are faster then. */
  Up(Installation installation, DataDirectory data, Arguments arguments, boolean recording) {
    this.recording = recording;
    this.installation = installation;
    this.data = data;
    this.arguments = arguments;
    this.running = new Running(data);
  }

  /** Refuses what can be seen to fail before anything is built. */
  static void check(Arguments arguments) {
    if (arguments.port() != 0) {
      new Ports(arguments.port());
    }
    Set<String> unknown = new TreeSet<>(arguments.only());
    unknown.removeAll(PARTS);
    if (!unknown.isEmpty()) {
      throw new Trouble(
          "--only",
          "there is no part " + String.join(", ", unknown),
          "The parts are " + String.join(", ", PARTS));
    }
  }

  void run() {
    check(arguments);
    Control control = new Control(data);
    control.refuseIfRunning();
    control.clearRemains();
    if (arguments.fresh()) {
      data.delete();
    }
    data.create();
    Ports ports = new Ports(port());
    List<Plan> plans = plans(ports);
    refuseTakenPorts(ports, Plan.names(plans));
    PidFile launcher = PidFile.of(data.run(), LAUNCHER);
    launcher.write(ProcessHandle.current());
    running.begin(ports);
    Suite suite = new Suite(data, progress);
    Thread stop = new Thread(() -> stop(suite, launcher), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    stayWith(suite, plans, ports).ifPresent(Up::giveUp);
    System.exit(0);
  }

  /** The shutdown hook stops the parts that still run. */
  private static void giveUp(Trouble trouble) {
    System.err.println("habeas: " + trouble.getMessage());
    System.err.println("habeas: stopping the other parts");
    System.exit(1);
  }

  private Optional<Trouble> stayWith(Suite suite, List<Plan> plans, Ports ports) {
    try {
      suite.start(plans);
      if (recording) {
        System.out.println("Writing what later starts skip; this takes a minute or two.");
        return Optional.empty();
      }
      if (arguments.demo()) {
        loadDemo(ports);
      }
      System.out.println(new Welcome(data, ports, Secrets.of(data)).text(Plan.names(plans)));
      running.ready();
      return suite.watch();
    } catch (Trouble trouble) {
      return Optional.of(trouble);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Trouble(LAUNCHER, "was interrupted", "Start again", e));
    }
  }

  private void loadDemo(Ports ports) {
    new Demo(ports, Secrets.of(data), words -> progress.say("demo", words))
        .load(new Clock(data).offset());
  }

  private void stop(Suite suite, PidFile launcher) {
    suite.close(recording ? RECORDING : STOPPING);
    running.end();
    launcher.delete();
    System.out.println("Everything is stopped; the data is in " + data.root());
  }

  private int port() {
    if (arguments.port() != 0) {
      return arguments.port();
    }
    return running.lastPort().orElse(Arguments.DEFAULT_PORT);
  }

  private List<Plan> plans(Ports ports) {
    Secrets secrets = Secrets.of(data);
    Services services =
        new Services(installation, data, secrets, ports, recording, arguments.secondFactor());
    List<Plan> all = new ArrayList<>();
    all.add(Postgres.plan(installation, data, secrets, ports.postgres()));
    all.add(Mail.plan(data, secrets, ports));
    all.add(Keycloak.plan(installation, data, secrets, ports, recording));
    Services.NAMES.forEach(name -> all.add(services.plan(name)));
    all.add(services.plan(Services.GATEWAY));
    return chosen(all);
  }

  private List<Plan> chosen(List<Plan> all) {
    if (arguments.only().isEmpty()) {
      return all;
    }
    return all.stream().filter(plan -> arguments.only().contains(plan.name())).toList();
  }

  private static void refuseTakenPorts(Ports ports, List<String> parts) {
    for (Map.Entry<String, int[]> part : ports.byPart().entrySet()) {
      if (parts.contains(part.getKey())) {
        for (int port : part.getValue()) {
          refuseTaken(part.getKey(), port);
        }
      }
    }
  }

  private static void refuseTaken(String part, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    } catch (IOException e) {
      throw new Trouble(
          part,
          "port " + port + " is taken by another program",
          "Stop that program or choose other ports with --port",
          e);
    }
  }
}
