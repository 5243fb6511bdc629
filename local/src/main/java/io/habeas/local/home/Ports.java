package io.habeas.local.home;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one suite, all of them next to the gateway's.
 *
 * @param gateway the only port that a person needs to know
 */
public record Ports(int gateway) {

  /** How many ports in a row a suite takes. */
  public static final int COUNT = 10;

  private static final int FIRST = 1024;
  private static final int LAST = 65_535;

  /** Refuses what cannot be a row of ports. */
  public Ports {
    if (gateway < FIRST || gateway + COUNT - 1 > LAST) {
      throw new Trouble(
          "--port",
          gateway + " cannot be the first of " + COUNT + " ports in a row",
          "Choose one from " + FIRST + " to " + (LAST - COUNT + 1));
    }
  }

  /** The data subjects' service. */
  public int subject() {
    return gateway + 1;
  }

  /** The service of permissions. */
  public int consent() {
    return gateway + 2;
  }

  /** The service of recipients. */
  public int disclosure() {
    return gateway + 3;
  }

  /** The service of policies and notices. */
  public int notification() {
    return gateway + 4;
  }

  /** The identity provider. */
  public int keycloak() {
    return gateway + 5;
  }

  /** The identity provider's health. */
  public int keycloakManagement() {
    return gateway + 6;
  }

  /** The database server. */
  public int postgres() {
    return gateway + 7;
  }

  /** Where mail is handed in. */
  public int smtp() {
    return gateway + 8;
  }

  /** Where mail is read. */
  public int imap() {
    return gateway + 9;
  }

  /** The port of a service by its name, the gateway among them. */
  public int of(String service) {
    return switch (service) {
      case "gateway" -> gateway;
      case "subject" -> subject();
      case "consent" -> consent();
      case "disclosure" -> disclosure();
      case "notification" -> notification();
      default -> throw new IllegalArgumentException("no service is called " + service);
    };
  }

  /** Which parts listen where. */
  public Map<String, int[]> byPart() {
    Map<String, int[]> ports = new LinkedHashMap<>();
    ports.put("postgres", new int[] {postgres()});
    ports.put("mail", new int[] {smtp(), imap()});
    ports.put("keycloak", new int[] {keycloak(), keycloakManagement()});
    for (String service : new String[] {"subject", "consent", "disclosure", "notification"}) {
      ports.put(service, new int[] {of(service)});
    }
    ports.put("gateway", new int[] {gateway});
    return ports;
  }
}
