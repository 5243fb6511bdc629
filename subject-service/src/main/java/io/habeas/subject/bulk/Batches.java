package io.habeas.subject.bulk;

import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.AccountReading;
import io.habeas.subject.account.Registration;
import io.habeas.subject.bulk.Line.Text;
import io.habeas.subject.bulk.Line.Unreadable;
import io.habeas.subject.bulk.LineResult.Account;
import io.habeas.subject.bulk.LineResult.Blank;
import io.habeas.subject.bulk.LineResult.Body;
import io.habeas.subject.bulk.LineResult.Broken;
import io.habeas.subject.bulk.LineResult.Unparsable;
import io.habeas.subject.screening.Fields;
import io.habeas.subject.screening.Finding;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lines into batches, one at a time, on the thread that asks for them. */
final class Batches implements Iterator<Batch> {

  /** More are never on their way from here to the database at once. */
  private static final int REMEMBERED = 4;

  private final Lines lines;
  private final AccountReading reading;
  private final Function<List<String>, LineParser> parsers;
  private @Nullable LineParser parser;
  private long position;
  private @Nullable Pending pending;
  private final Deque<Given> given = new ArrayDeque<>();

  /**
   * @param position the first line to be applied; those before are passed over
   * @param parser of the lines, if it does not depend on a first line not seen yet
   * @param parsers of lines by the columns that the first line names
   */
  Batches(
      Lines lines,
      long position,
      AccountReading reading,
      @Nullable LineParser parser,
      Function<List<String>, LineParser> parsers) {
    this.lines = lines;
    this.position = position;
    this.reading = reading;
    this.parser = parser;
    this.parsers = parsers;
  }

  private record Pending(long number, LineResult result) {}

  /** What is remembered of a batch that was given out. */
  private record Given(long firstLine, Set<String> numbers) {}

  @Override
  public boolean hasNext() {
    while (pending == null && lines.hasNext()) {
      if (parser == null) {
        return true;
      }
      Line line = lines.next();
      if (line.number() >= position) {
        pending = new Pending(line.number(), read(parser, line));
      }
    }
    return pending != null;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BatchBuilder batch = start();
    while (!batch.isFull() && hasNext() && pending != null && batch.fits(pending.result())) {
      batch.add(pending.number(), pending.result());
      pending = null;
    }
    Batch built = batch.build(apartFrom(batch));
    position = built.nextLine();
    given.addFirst(new Given(batch.firstLine(), batch.numbers()));
    if (given.size() > REMEMBERED) {
      given.removeLast();
    }
    return built;
  }

  private long apartFrom(BatchBuilder batch) {
    long from = batch.firstLine();
    for (Given before : given) {
      if (!Collections.disjoint(before.numbers(), batch.numbers())) {
        return from;
      }
      from = before.firstLine();
    }
    return from;
  }

  private BatchBuilder start() {
    if (parser != null) {
      return new BatchBuilder(position, position, null);
    }
    if (!(lines.next().content() instanceof Text(String header))) {
      throw new SubjectFailure.ImportHeader();
    }
    List<String> columns = CsvLineParser.header(header);
    parser = parsers.apply(columns);
    long first = position;
    position = first + 1;
    return new BatchBuilder(first, position, columns);
  }

  private LineResult read(LineParser by, Line line) {
    return switch (line.content()) {
      case Unreadable(String code, String detail) ->
          new Broken(new LineError(line.number(), code, "", detail));
      case Text(String text) when text.isBlank() -> new Blank();
      case Text(String text) -> read(by, line.number(), text);
    };
  }

  private LineResult read(LineParser by, long number, String text) {
    return switch (by.parse(text)) {
      case Unparsable(String code, String field, String detail) ->
          new Broken(new LineError(number, code, field, detail));
      case Body body -> {
        Fields fields = Fields.ofRequest();
        Registration account = reading.read(fields, body.body());
        yield fields.findings().isEmpty()
            ? new Account(account)
            : new Broken(error(number, fields.findings().getFirst()));
      }
    };
  }

  private static LineError error(long number, Finding finding) {
    return new LineError(number, finding.code(), finding.field(), finding.message());
  }
}
