package io.habeas.notification.sms;

import io.habeas.bucket.Bucket;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.carrier.Carrier;
import io.habeas.notification.carrier.Fate;
import io.habeas.notification.carrier.Parcel;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/**
 * Text messages. What the centre has of a message's parts is written down part by part, so that a
 * message that was cut off goes on where it was; only a part whose answer never came is sent twice.
 */
@Singleton
public class SmsCarrier implements Carrier {
  private static final Logger LOG = Logger.getLogger(SmsCarrier.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int USER_DATA_HEADER = 0x40;
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{4,14}");

  private static final int QUEUE_FULL = 0x14;
  private static final int THROTTLED = 0x58;

  /** Of the address: it never takes anything (SMPP 3.4, 5.1.3). */
  private static final Set<Integer> OF_RECIPIENT = Set.of(0x0b, 0x50, 0x51);

  /** Of what is sent, and not of the moment. */
  private static final Set<Integer> OF_CONTENT =
      Set.of(0x01, 0x02, 0x0a, 0x42, 0x43, 0x48, 0x49, 0xc2, 0xc4);

  private final Centre centre;
  private final SmsParts parts;
  private final SmsConfig config;
  private final SecurityClock clock;
  private final Semaphore window;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SmsCarrier(Centre centre, SmsParts parts, SmsConfig config, SecurityClock clock) {
    this.centre = centre;
    this.parts = parts;
    this.config = config;
    this.clock = clock;
    this.window = new Semaphore(config.window());
  }

  @Override
  public String channel() {
    return "sms";
  }

  /** To bind, and then each part in its turn. */
  @Override
  public Duration patience() {
    return config.patience().multipliedBy(4);
  }

  @Override
  public boolean carry(List<Parcel> parcels, Instant deadline, BiConsumer<Parcel, Fate> told) {
    if (!centre.isSetUp()) {
      parcels.forEach(parcel -> told.accept(parcel, new Fate.Bounced("channel-not-set-up")));
      return true;
    }
    SMPPSession session;
    try {
      session = centre.session();
    } catch (IOException e) {
      LOG.warnf("the short message centre does not bind: %s", e.getMessage());
      return false;
    }
    List<Future<@Nullable Fate>> fates = new ArrayList<>();
    parcels.forEach(parcel -> fates.add(threads.submit(() -> carry(session, parcel, deadline))));
    boolean isOpen = true;
    for (int i = 0; i < parcels.size(); i++) {
      @Nullable Fate fate = outcome(fates.get(i));
      if (fate != null) {
        told.accept(parcels.get(i), fate);
        isOpen = isOpen && !(fate instanceof Fate.NotSent) && !(fate instanceof Fate.InDoubt);
      }
    }
    return isOpen;
  }

  private static @Nullable Fate outcome(Future<@Nullable Fate> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fate.InDoubt("interrupted");
    } catch (ExecutionException e) {
      // What was thrown may quote a number.
      return new Fate.InDoubt("failed");
    }
  }

  private @Nullable Fate carry(SMPPSession session, Parcel parcel, Instant deadline)
      throws InterruptedException {
    String text = parcel.text().sms();
    String number = parcel.to().address();
    if (text == null) {
      return new Fate.Unfit("no-short-form");
    }
    if (!NUMBER.matcher(number).matches()) {
      return new Fate.Bounced("bad-number");
    }
    Segments segments = Segments.of(text, parcel.id().hashCode());
    if (segments.parts().size() > config.mostParts()) {
      return new Fate.Unfit("too-long");
    }
    window.acquire();
    try {
      return clock.now().isBefore(deadline) ? submit(session, parcel, number, segments) : null;
    } finally {
      window.release();
    }
  }

  private Fate submit(SMPPSession session, Parcel parcel, String number, Segments segments) {
    Set<Integer> done = parts.done(parcel.id());
    int count = segments.parts().size();
    String last = "";
    for (int part = 1; part <= count; part++) {
      if (!done.contains(part)) {
        try {
          last = submit(session, number, segments, segments.parts().get(part - 1));
          parts.sent(last, new Part(Bucket.of(parcel.subjectId()), parcel.id(), part, count));
        } catch (NegativeResponseException e) {
          return refused(e.getCommandStatus());
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
          return new Fate.InDoubt("no-answer");
        } catch (PDUException e) {
          return new Fate.Unfit("no-pdu");
        }
      }
    }
    return new Fate.Accepted(last.isEmpty() ? null : Receipt.plain(last));
  }

  private String submit(SMPPSession session, String number, Segments segments, byte[] part)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    String sender = sender(number);
    boolean isName = !sender.matches("\\+?[0-9]+");
    return session
        .submitShortMessage(
            "",
            isName ? TypeOfNumber.ALPHANUMERIC : TypeOfNumber.INTERNATIONAL,
            isName ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN,
            isName ? sender : sender.replace("+", ""),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            number.substring(1),
            new ESMClass(segments.isConcatenated() ? USER_DATA_HEADER : 0),
            (byte) 0,
            (byte) 1,
            null,
            null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new RawDataCoding(segments.dataCoding()),
            (byte) 0,
            part)
        .getMessageId();
  }

  private static Fate refused(int status) {
    String reason = "smpp-%02x".formatted(status);
    if (status == THROTTLED || status == QUEUE_FULL) {
      return new Fate.NotSent(reason, PAUSE);
    }
    if (OF_RECIPIENT.contains(status)) {
      return new Fate.Bounced(reason);
    }
    return OF_CONTENT.contains(status) ? new Fate.Unfit(reason) : new Fate.Deferred(reason);
  }

  /** The sender for the longest beginning of the number that has one. */
  private String sender(String number) {
    return config.senders().entrySet().stream()
        .filter(each -> number.startsWith("+" + each.getKey()))
        .max(Comparator.comparingInt(each -> each.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(config.sender());
  }
}
