package io.habeas.notification.smtp;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** The beginning of a session: greeting, EHLO, STARTTLS, AUTH. */
final class Welcome {
  private final Wire wire;
  private final Endpoint endpoint;
  private final SSLSocketFactory tls;

  Welcome(Wire wire, Endpoint endpoint, SSLSocketFactory tls) {
    this.wire = wire;
    this.endpoint = endpoint;
    this.tls = tls;
  }

  /** What the relay can do for us, once it knows and trusts us and we it. */
  Capabilities capabilities() throws IOException {
    if (endpoint.security() == Endpoint.Security.TLS) {
      wire.secure(tls, endpoint);
    }
    expect(wire.reply(endpoint.patience().reply()), "greeting");
    Capabilities relay = hello();
    if (endpoint.security() == Endpoint.Security.STARTTLS) {
      if (!relay.has("STARTTLS")) {
        throw new ProtocolException("it has no STARTTLS");
      }
      expect(ask("STARTTLS"), "STARTTLS");
      wire.secure(tls, endpoint);
      // What was said in clear may have been somebody else's word.
      relay = hello();
    }
    if (endpoint.credentials().isPresent()) {
      authenticate(endpoint.credentials().get(), relay.authentication());
    }
    return relay;
  }

  private Capabilities hello() throws IOException {
    Reply ehlo = ask("EHLO " + endpoint.ourName());
    if (ehlo.isPositive()) {
      return Capabilities.of(ehlo);
    }
    expect(ask("HELO " + endpoint.ourName()), "HELO");
    return Capabilities.NONE;
  }

  private void authenticate(Endpoint.Credentials as, Set<String> mechanisms) throws IOException {
    if (endpoint.security() == Endpoint.Security.NONE) {
      throw new ProtocolException("credentials are not sent in clear: use STARTTLS or TLS");
    }
    if (mechanisms.contains("PLAIN")) {
      expect(ask("AUTH PLAIN " + encoded("\0" + as.user() + "\0" + as.password())), "AUTH");
    } else if (mechanisms.contains("LOGIN")) {
      expect(ask("AUTH LOGIN"), "AUTH");
      expect(ask(encoded(as.user())), "AUTH");
      expect(ask(encoded(as.password())), "AUTH");
    } else {
      throw new ProtocolException("it has neither AUTH PLAIN nor LOGIN");
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Reply ask(String command) throws IOException {
    wire.outgoing().command(command);
    wire.flush();
    return wire.reply(endpoint.patience().reply());
  }

  private static void expect(Reply reply, String what) throws ProtocolException {
    if (!reply.isPositive()) {
      throw new ProtocolException("it answered " + reply + " to " + what);
    }
  }
}
