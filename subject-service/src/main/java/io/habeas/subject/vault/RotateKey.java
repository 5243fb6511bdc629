package io.habeas.subject.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * Adds a new primary key to the wrapping keyset and keeps the others enabled:
 *
 * <pre>java -cp ... io.habeas.subject.vault.RotateKey KEYSET_FILE</pre>
 *
 * Every replica must have the new file before the first one wraps with it: replace the file
 * everywhere, then restart one after the other.
 */
public final class RotateKey {

  private RotateKey() {}

  /**
   * @param arguments the keyset file
   */
  public static void main(String... arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: RotateKey KEYSET_FILE");
    }
    rotate(Path.of(arguments[0]));
  }

  /** Replaces the file at once by one with another primary key. */
  public static void rotate(Path keyset) throws IOException, GeneralSecurityException {
    AeadConfig.register();
    KeysetHandle former =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(keyset), InsecureSecretKeyAccess.get());
    KeysetHandle next =
        KeysetHandle.newBuilder(former)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .build();
    Path beside = keyset.resolveSibling(keyset.getFileName() + ".next");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        beside, TinkJsonProtoKeysetFormat.serializeKeyset(next, InsecureSecretKeyAccess.get()));
    Files.move(beside, keyset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
