package io.habeas.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection on which the server owes an answer and sends nothing for too long. It sits
 * between the socket and the client's codec, because the codec's own way to close says goodbye and
 * then waits for the server's, which a frozen one never says.
 */
final class AnswerWatch extends ChannelDuplexHandler {

  /** ReadyForQuery, {@code 'Z'} and its length 5, ends each answer; one byte of state follows. */
  private static final int READY_BYTES = 6;

  private static final byte READY_TYPE = 'Z';
  private static final int READY_LENGTH = 5;

  private final Duration patience;
  private @Nullable ScheduledFuture<?> end;

  AnswerWatch(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    awaitFromNow(context);
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && endsAnAnswer(bytes)) {
      awaitNothing();
    } else {
      awaitFromNow(context);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    awaitNothing();
    context.fireChannelInactive();
  }

  private void awaitFromNow(ChannelHandlerContext context) {
    awaitNothing();
    end =
        context
            .executor()
            .schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void awaitNothing() {
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  /** One that is cut between two reads is missed; an idle connection is then lost, and no more. */
  private static boolean endsAnAnswer(ByteBuf bytes) {
    int start = bytes.writerIndex() - READY_BYTES;
    return start >= bytes.readerIndex()
        && bytes.getByte(start) == READY_TYPE
        && bytes.getInt(start + 1) == READY_LENGTH;
  }
}
