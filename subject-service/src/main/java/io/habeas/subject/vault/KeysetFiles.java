package io.habeas.subject.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Keysets in two files: on a laptop beside the data, on Kubernetes a mounted secret. */
@Singleton
class KeysetFiles implements KeyProvider {

  private final VaultConfig config;

  KeysetFiles(VaultConfig config) {
    this.config = config;
  }

  @PostConstruct
  void generateMissing() {
    if (!config.generateMissing()) {
      return;
    }
    try {
      GenerateKeys.generate(config.keyset(), config.indexKey());
    } catch (IOException | GeneralSecurityException e) {
      throw new KeysUnavailableException("The keyset files cannot be made", e);
    }
  }

  @Override
  public KeysetHandle wrappingKeys() {
    return read(config.keyset(), "habeas.vault.keyset");
  }

  @Override
  public KeysetHandle indexKeys() {
    return read(config.indexKey(), "habeas.vault.index-key");
  }

  private static KeysetHandle read(Path file, String property) {
    try {
      AeadConfig.register();
      PrfConfig.register();
      String json = Files.readString(file);
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (IOException e) {
      throw new KeysUnavailableException(
          "The keyset file " + file + " (" + property + ") cannot be read; GenerateKeys makes one",
          e);
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException(
          "The file " + file + " (" + property + ") is not a Tink keyset in JSON", e);
    }
  }
}
