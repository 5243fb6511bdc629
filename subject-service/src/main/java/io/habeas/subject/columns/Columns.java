package io.habeas.subject.columns;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Builds the parameters of a statement over many rows, column by column, in the order of its
 * placeholders.
 *
 * @param <R> the row
 */
public final class Columns<R> {

  private final List<R> rows;
  private final Tuple tuple = Tuple.tuple();

  private Columns(Collection<R> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The columns of these rows. */
  public static <R> Columns<R> of(Collection<R> rows) {
    return new Columns<>(rows);
  }

  /** A {@code uuid[]}. */
  public Columns<R> uuids(Function<R, @Nullable UUID> column) {
    tuple.addArrayOfUUID(array(column, UUID[]::new));
    return this;
  }

  /** A {@code text[]}. */
  public Columns<R> texts(Function<R, @Nullable String> column) {
    tuple.addArrayOfString(array(column, String[]::new));
    return this;
  }

  /** A {@code text[]} of lists of slugs, each joined by commas: unnest would flatten arrays. */
  public Columns<R> slugs(Function<R, Collection<String>> column) {
    return texts(row -> String.join(",", column.apply(row)));
  }

  /** A {@code smallint[]}. */
  public Columns<R> smallints(ToIntFunction<R> column) {
    tuple.addArrayOfShort(array(row -> (short) column.applyAsInt(row), Short[]::new));
    return this;
  }

  /** An {@code integer[]}. */
  public Columns<R> integers(ToIntFunction<R> column) {
    tuple.addArrayOfInteger(array(column::applyAsInt, Integer[]::new));
    return this;
  }

  /** A {@code bigint[]}. */
  public Columns<R> bigints(ToLongFunction<R> column) {
    tuple.addArrayOfLong(array(column::applyAsLong, Long[]::new));
    return this;
  }

  /** A {@code bytea[]}. */
  public Columns<R> bytes(Function<R, byte[]> column) {
    tuple.addValue(array(row -> Buffer.buffer(column.apply(row)), Buffer[]::new));
    return this;
  }

  /** A {@code timestamptz[]}. */
  public Columns<R> instants(Function<R, @Nullable Instant> column) {
    tuple.addArrayOfOffsetDateTime(array(row -> utc(column.apply(row)), OffsetDateTime[]::new));
    return this;
  }

  /** One value, the same for every row. */
  public Columns<R> also(@Nullable Object value) {
    tuple.addValue(value instanceof Instant instant ? utc(instant) : value);
    return this;
  }

  /** The parameters. */
  public Tuple tuple() {
    return tuple;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private <T> T[] array(Function<R, ? extends @Nullable T> column, IntFunction<T[]> maker) {
    return rows.stream().map(column).toArray(maker);
  }
}
