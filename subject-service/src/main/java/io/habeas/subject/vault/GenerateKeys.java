package io.habeas.subject.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplate;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * Makes the two top keysets of a new installation:
 *
 * <pre>java -cp ... io.habeas.subject.vault.GenerateKeys KEYSET_FILE INDEX_KEY_FILE</pre>
 *
 * A file that exists is left alone: overwriting it would lose every record.
 */
public final class GenerateKeys {

  private GenerateKeys() {}

  /**
   * @param arguments the keyset file and the index key file
   */
  public static void main(String... arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: GenerateKeys KEYSET_FILE INDEX_KEY_FILE");
    }
    generate(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** Makes each file that does not exist, readable by its owner only. */
  public static void generate(Path keyset, Path indexKey)
      throws IOException, GeneralSecurityException {
    AeadConfig.register();
    PrfConfig.register();
    write(keyset, KeyTemplates.get("AES256_GCM"));
    write(indexKey, KeyTemplates.get("HMAC_SHA256_PRF"));
  }

  private static void write(Path file, KeyTemplate template)
      throws IOException, GeneralSecurityException {
    KeysetHandle keyset = KeysetHandle.generateNew(template);
    String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      out.write(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException kept) {
      return;
    }
  }
}
