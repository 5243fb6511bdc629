package io.habeas.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** A short message centre that does what a test tells it to. */
public final class ShortMessageCentre implements ServerMessageReceiverListener, AutoCloseable {
  private final SMPPServerSessionListener listener;
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger binds = new AtomicInteger();
  private final Queue<Reaction> script = new ArrayDeque<>();
  private final List<SubmitSm> taken = new ArrayList<>();
  private volatile @Nullable SMPPServerSession session;
  private volatile boolean open = true;

  /** What it does with the next short message. */
  public enum Reaction {
    TAKE,
    THROTTLE,
    REFUSE_NUMBER,
    DROP_BEFORE_TAKING,
    DROP_AFTER_TAKING,
    RECEIPT_BEFORE_ANSWER
  }

  ShortMessageCentre(int port) {
    this(port, ServerSocketFactory.getDefault());
  }

  /** One that listens at sockets of that make. */
  public ShortMessageCentre(int port, ServerSocketFactory sockets) {
    try {
      listener = new SMPPServerSessionListener(port, 60_000, new Listening(sockets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** How it listens. */
  private record Listening(ServerSocketFactory sockets) implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) throws IOException {
      return new ServerSocketConnection(sockets.createServerSocket(port));
    }

    @Override
    public ServerConnection listen(int port, int timeout) throws IOException {
      ServerSocket socket = sockets.createServerSocket(port);
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
      ServerSocket socket = sockets.createServerSocket(port, backlog);
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }
  }

  /** How often somebody bound. */
  public int binds() {
    return binds.get();
  }

  private void serve() {
    while (open) {
      try {
        SMPPServerSession accepted = listener.accept();
        accepted.setMessageReceiverListener(this);
        accepted.waitForBind(5000).accept("centre", InterfaceVersion.IF_34);
        session = accepted;
        binds.incrementAndGet();
      } catch (IOException | TimeoutException | PDUStringException | IllegalStateException e) {
        // The next one may do better.
      }
    }
  }

  synchronized void next(Reaction... reactions) {
    script.clear();
    script.addAll(List.of(reactions));
  }

  synchronized void forget() {
    script.clear();
    taken.clear();
  }

  synchronized List<SubmitSm> taken() {
    return List.copyOf(taken);
  }

  public synchronized String lastId() {
    return "%010d".formatted(ids.get());
  }

  private synchronized Reaction react(SubmitSm message) {
    Reaction next = script.poll();
    Reaction reaction = next == null ? Reaction.TAKE : next;
    if (reaction != Reaction.THROTTLE
        && reaction != Reaction.REFUSE_NUMBER
        && reaction != Reaction.DROP_BEFORE_TAKING) {
      taken.add(message);
      ids.incrementAndGet();
    }
    return reaction;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source)
      throws ProcessRequestException {
    Reaction reaction = react(message);
    switch (reaction) {
      case THROTTLE -> throw new ProcessRequestException("slowly", 0x58);
      case REFUSE_NUMBER -> throw new ProcessRequestException("nobody", 0x0b);
      case DROP_BEFORE_TAKING, DROP_AFTER_TAKING -> source.close();
      case RECEIPT_BEFORE_ANSWER -> receipt("id:" + lastId() + " stat:DELIVRD err:000");
      case TAKE -> {}
    }
    try {
      return new SubmitSmResult(new MessageId(lastId()), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells what became of a short message; fails where that is not acknowledged. */
  public void receipt(String text, OptionalParameter... parameters) {
    SMPPServerSession bound = session;
    if (bound == null) {
      throw new IllegalStateException("nobody is bound");
    }
    try {
      bound.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          "49301",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          "49302",
          new ESMClass(0x04),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          new RawDataCoding((byte) 0),
          text.getBytes(StandardCharsets.ISO_8859_1),
          parameters);
    } catch (PDUException
        | org.jsmpp.extra.ResponseTimeoutException
        | org.jsmpp.InvalidResponseException
        | org.jsmpp.extra.NegativeResponseException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm message, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm message, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    throw unknown();
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("not spoken here", 0x03);
  }
}
