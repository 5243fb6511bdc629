package io.habeas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the mail server has received, from its own index. */
final class Mailbox {

  private Mailbox() {}

  /**
   * A message as it arrived.
   *
   * @param recipient the envelope's
   * @param messageId its Message-ID
   * @param file the message itself
   */
  record Mail(String recipient, String messageId, Path file) {

    String text() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static List<Mail> to(String prefix) {
    Path directory = Suite.RUNNING.data().resolve("mail");
    Path index = directory.resolve("index.tsv");
    if (!Files.exists(index)) {
      return List.of();
    }
    try {
      return Files.readAllLines(index).stream()
          .map(line -> line.split("\t"))
          .filter(columns -> columns.length == 4 && columns[1].startsWith(prefix))
          .map(columns -> new Mail(columns[1], columns[2], directory.resolve(columns[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
