package io.habeas.local;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.identity.OneTimeCode;
import java.time.Instant;

/** Does what the command line says; exit code 0 when it was done, 1 when not. */
public final class Main {

  private Main() {}

  /** The command and its arguments. */
  public static void main(String... args) {
    try {
      Installation installation = Installation.find();
      run(installation, Arguments.parse(installation.root(), args));
    } catch (Trouble trouble) {
      System.err.println("habeas: " + trouble.getMessage());
      System.exit(1);
    }
  }

  private static void run(Installation installation, Arguments arguments) {
    DataDirectory data = new DataDirectory(arguments.data());
    Control control = new Control(data);
    switch (arguments.command()) {
      case "up" -> {
        if (arguments.detach()) {
          Detached.up(installation, data, arguments);
        } else {
          new Up(installation, data, arguments, false).run();
        }
      }
      case "tune" -> new Up(installation, data, arguments, true).run();
      case "check" -> Up.check(arguments);
      case "down" -> control.down();
      case "demo" -> control.demo();
      case "status" -> control.status();
      case "logs" -> control.logs(arguments.word("PART"));
      case "kill" -> control.kill(arguments.word("PART"));
      case "start" -> control.start(arguments.word("PART"));
      case "restart" -> control.restart(arguments.word("PART"));
      case "code" ->
          System.out.println(
              OneTimeCode.of(Secrets.of(data), arguments.word("USER")).at(Instant.now()));
      case "audit" ->
          System.exit(
              new Audit(installation, data).run(arguments.word("SERVICE"), arguments.words()));
      case "clock" -> new Clock(data).run(arguments.words());
      default -> throw new Trouble(arguments.command(), "is no command", "See ./habeas help");
    }
  }
}
