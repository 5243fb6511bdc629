package io.habeas.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is read up to a number of bytes. What comes after them is not waited for. */
final class CountedBody extends FilterInputStream {
  private final long most;
  private final Runnable tooLong;
  private long read;

  /**
   * @param most how many bytes are let through
   * @param tooLong what is to be done when there are more
   */
  CountedBody(InputStream body, long most, Runnable tooLong) {
    super(body);
    this.most = most;
    this.tooLong = tooLong;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int some = super.read(into, from, length);
    count(Math.max(0, some));
    return some;
  }

  private void count(int more) throws BodyTooLong {
    read += more;
    if (read > most) {
      tooLong.run();
      throw new BodyTooLong();
    }
  }

  /** Closing reads what is left; of too long a body that may have no end. */
  @Override
  public void close() throws IOException {
    if (read <= most) {
      super.close();
    }
  }
}
