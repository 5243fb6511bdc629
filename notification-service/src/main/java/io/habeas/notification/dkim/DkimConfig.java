package io.habeas.notification.dkim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;

/** The signing keys, {@code habeas.dkim.<selector>.*}; without any, mail is not signed here. */
@ConfigMapping(prefix = "habeas.dkim")
public interface DkimConfig {

  /** Each by its selector: the public half stands in DNS at {@code selector._domainkey.domain}. */
  @WithParentName
  Map<String, Key> keys();

  /** One key. */
  interface Key {
    /** In whose name it signs. */
    String domain();

    /** Where it is, as PEM (PKCS #8). Its kind, RSA or Ed25519, is read from it. */
    Path file();
  }
}
