package io.habeas.notification.sms;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * The session with the short message centre: bound as a transceiver when it is first needed, and
 * anew when it was lost. A receipt is acknowledged when it is kept; what could not be kept the
 * centre says again.
 */
@Singleton
class Centre {
  private static final Logger LOG = Logger.getLogger(Centre.class);

  private final SmsConfig config;
  private final Consumer<Receipt> heard;
  private final SSLSocketFactory tls;
  private @Nullable SMPPSession session;

  @Inject
  Centre(SmsConfig config, SmsParts parts) {
    this(config, parts::heard, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Centre(SmsConfig config, Consumer<Receipt> heard, SSLSocketFactory tls) {
    this.config = config;
    this.heard = heard;
    this.tls = tls;
  }

  /** Whether there is one at all. */
  boolean isSetUp() {
    return config.host().isPresent();
  }

  /**
   * The bound session. Whoever wants it while it is being bound waits: for virtual threads, which a
   * monitor does not hold on to their carriers (JEP 491).
   */
  synchronized SMPPSession session() throws IOException {
    SMPPSession known = session;
    if (known != null && known.getSessionState().isBound()) {
      return known;
    }
    if (known != null) {
      known.close();
    }
    SMPPSession fresh = new SMPPSession(this::connection);
    fresh.setEnquireLinkTimer((int) config.enquireLink().toMillis());
    fresh.setTransactionTimer(config.patience().toMillis());
    fresh.setMessageReceiverListener(new Ear());
    fresh.connectAndBind(
        config.host().orElseThrow(),
        config.port(),
        new BindParameter(
            BindType.BIND_TRX,
            config.systemId().orElse(""),
            config.password().orElse(""),
            config.systemType().orElse(""),
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null),
        config.patience().toMillis());
    LOG.infof("bound to the short message centre %s", config.host().orElseThrow());
    session = fresh;
    return fresh;
  }

  @PreDestroy
  synchronized void close() {
    if (session != null) {
      session.unbindAndClose();
    }
  }

  private Connection connection(String host, int port) throws IOException {
    Socket plain = new Socket();
    int patience = (int) config.patience().toMillis();
    try {
      plain.connect(new InetSocketAddress(host, port), patience);
      return new SocketConnection(config.tls() ? secured(plain, host, port) : plain);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Hears of what became of short messages; what people answer to them is not read. */
  private final class Ear implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm delivered) throws ProcessRequestException {
      if (!delivered.isSmscDeliveryReceipt() && !delivered.isIntermediateDeliveryNotification()) {
        return;
      }
      try {
        receipt(delivered).ifPresent(heard);
      } catch (RuntimeException e) {
        throw new ProcessRequestException("not kept", SMPPConstant.STAT_ESME_RX_T_APPN, e);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // Nothing waits for a telephone to come back.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("not taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    private Optional<Receipt> receipt(DeliverSm delivered) {
      byte[] text = delivered.getShortMessage();
      OptionalParameter.Receipted_message_id id =
          delivered.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
      OptionalParameter.Message_state state =
          delivered.getOptionalParameter(OptionalParameter.Message_state.class);
      return Receipt.of(
          id == null ? null : id.getValueAsString(),
          state == null ? null : state.getValue(),
          text == null ? "" : new String(text, StandardCharsets.ISO_8859_1));
    }
  }
}
