package io.habeas.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerTest {

  @TempDir Path directory;

  private int smtp;
  private int imap;
  private MailServer server;

  @BeforeEach
  void start() throws IOException {
    smtp = freePort();
    imap = freePort();
    server =
        new MailServer(
            smtp,
            imap,
            directory,
            List.of(new MailServer.Mailbox("dpo@habeas.test", "a password")));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyRecipientGetsAFileAndALineOfTheIndex() throws Exception {
    send("Änderung der Bedingungen", "anna@example.com", "a/b+c@example.com");

    List<String> index = Files.readAllLines(directory.resolve("index.tsv"));
    assertThat(index).hasSize(2);
    assertThat(index.getFirst().split("\t")[1]).isEqualTo("anna@example.com");
    Path file = directory.resolve(index.getFirst().split("\t")[3]);
    assertThat(index.get(1).split("\t")[3]).endsWith("-a_b+c@example.com.eml");
    assertThat(Files.readString(file)).contains("To: anna@example.com").contains("Message-ID:");
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(each -> each.toString().endsWith(".eml"))).hasSize(2);
    }
  }

  @Test
  void aMailboxIsReadByImap() throws Exception {
    send("Please delete my account", "dpo@habeas.test");

    Properties properties = new Properties();
    try (Store store = Session.getInstance(properties).getStore("imap")) {
      store.connect("127.0.0.1", imap, "dpo@habeas.test", "a password");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      Message[] messages = inbox.getMessages();
      assertThat(messages).hasSize(1);
      assertThat(messages[0].getSubject()).isEqualTo("Please delete my account");
    }
  }

  @Test
  void whatFollowsAPlusNamesNoOtherMailbox() throws Exception {
    send("Undelivered", "dpo+token@habeas.test");

    try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
      store.connect("127.0.0.1", imap, "dpo@habeas.test", "a password");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      assertThat(inbox.getMessageCount()).isEqualTo(1);
      assertThat(inbox.getMessage(1).getHeader("Return-Path"))
          .containsExactly("<privacy@habeas.test>");
    }
    assertThat(server.mailboxes()).containsExactly("dpo@habeas.test");
  }

  @Test
  void manyRecipientsLeaveNoMailboxBehind() throws Exception {
    for (int i = 0; i < 40; i++) {
      send("Notice", "customer" + i + "@example.com");
    }

    assertThat(Files.readAllLines(directory.resolve("index.tsv"))).hasSize(40);
    assertThat(server.mailboxes()).containsExactly("dpo@habeas.test");
  }

  private void send(String subject, String... recipients) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtp));
    properties.setProperty("mail.mime.allowutf8", "true");
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("privacy@habeas.test");
    message.setSubject(subject, "UTF-8");
    message.setText("Good day", "UTF-8");
    InternetAddress[] to = new InternetAddress[recipients.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = new InternetAddress(recipients[i], false);
    }
    message.setRecipients(Message.RecipientType.TO, to);
    Transport.send(message);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
