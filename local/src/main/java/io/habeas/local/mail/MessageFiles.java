package io.habeas.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages as files: {@code <day>/<time>-<number>-<recipient>.eml}, one for each recipient. A line
 * of {@code index.tsv} (time, recipient, Message-ID, file) follows when the file is whole.
 */
final class MessageFiles {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME = 120;

  private final Path root;
  private final AtomicLong count = new AtomicLong();

  MessageFiles(Path root) {
    this.root = root;
  }

  /** Keeps one message for one recipient; the file is whole when this returns. */
  Path keep(MimeMessage message, String recipient) throws IOException, MessagingException {
    Instant now = Instant.now();
    Path day = Files.createDirectories(root.resolve(DAY.format(now)));
    String name = TIME.format(now) + "-" + count.incrementAndGet() + "-" + fileName(recipient);
    Path file = day.resolve(name + ".eml");
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      message.writeTo(out);
    }
    note(now, recipient, Optional.ofNullable(message.getMessageID()).orElse(""), file);
    return file;
  }

  /** One write of one line, so that a reader sees whole lines only. */
  private synchronized void note(Instant at, String recipient, String messageId, Path file)
      throws IOException {
    String line =
        String.join(
            "\t",
            at.toString(),
            plain(recipient),
            plain(messageId),
            root.relativize(file).toString());
    Files.writeString(
        root.resolve("index.tsv"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ").strip();
  }

  private static String fileName(String recipient) {
    String safe = recipient.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9@._+-]", "_");
    return safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME);
  }
}
