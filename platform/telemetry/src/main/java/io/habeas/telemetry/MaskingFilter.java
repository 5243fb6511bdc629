package io.habeas.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Masks each log record before a handler formats it, the messages of its exceptions too. The last
 * line of defence: code is written so that it finds nothing to do.
 */
@LoggingFilter(name = "personal-data")
public final class MaskingFilter implements Filter {

  @Override
  public boolean isLoggable(LogRecord record) {
    String message =
        record instanceof ExtLogRecord extended
            ? extended.getFormattedMessage()
            : record.getMessage();
    if (message != null) {
      String masked = PersonalDataMask.mask(withoutControls(message));
      if (!masked.equals(message)) {
        record.setMessage(masked.replace("%", "%%"));
        record.setParameters(new Object[0]);
      }
    }
    if (record.getThrown() != null && !(record.getThrown() instanceof MaskedThrowable)) {
      record.setThrown(MaskedThrowable.of(record.getThrown()));
    }
    return true;
  }

  /** A line break in a value must not look like a new log line. */
  private static String withoutControls(String message) {
    return message.replace('\r', ' ').replace('\n', ' ');
  }
}
