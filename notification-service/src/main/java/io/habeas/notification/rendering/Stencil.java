package io.habeas.notification.rendering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A message for everybody: fixed bytes with slots between them.
 *
 * @param <S> the slots
 */
final class Stencil<S extends Enum<S>> {
  private sealed interface Piece<S> {
    record Fixed<S>(byte[] bytes) implements Piece<S> {}

    record Open<S>(S slot) implements Piece<S> {}
  }

  private final Class<S> slots;
  private final List<Piece<S>> pieces;

  private Stencil(Class<S> slots, List<Piece<S>> pieces) {
    this.slots = slots;
    this.pieces = pieces;
  }

  /** The message with the slots filled; each slot's content is asked for once. */
  byte[] fill(Function<S, byte[]> content) {
    Map<S, byte[]> filled = new EnumMap<>(slots);
    int length = 0;
    for (Piece<S> piece : pieces) {
      length += bytes(piece, filled, content).length;
    }
    byte[] message = new byte[length];
    int at = 0;
    for (Piece<S> piece : pieces) {
      byte[] bytes = bytes(piece, filled, content);
      System.arraycopy(bytes, 0, message, at, bytes.length);
      at += bytes.length;
    }
    return message;
  }

  private static <S> byte[] bytes(
      Piece<S> piece, Map<S, byte[]> filled, Function<S, byte[]> content) {
    return switch (piece) {
      case Piece.Fixed<S>(byte[] bytes) -> bytes;
      case Piece.Open<S>(S slot) -> Objects.requireNonNull(filled.computeIfAbsent(slot, content));
    };
  }

  /** Writes a stencil from its beginning to its end. */
  static final class Writer<S extends Enum<S>> {
    private final Class<S> slots;
    private final List<Piece<S>> pieces = new ArrayList<>();

    Writer(Class<S> slots) {
      this.slots = slots;
    }

    /** A line of a header or of a multipart's frame. */
    Writer<S> line(String text) {
      return fixed((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A header of which a slot is the content. */
    Writer<S> line(String name, S slot) {
      fixed((name + ": ").getBytes(StandardCharsets.US_ASCII));
      pieces.add(new Piece.Open<>(slot));
      return line("");
    }

    /** Text, quoted-printable, with a slot wherever that mark stands. */
    Writer<S> text(String text, char mark, S slot) {
      int from = 0;
      for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
        fixed(QuotedPrintable.encoded(text.substring(from, at)));
        pieces.add(new Piece.Open<>(slot));
        from = at + 1;
      }
      return fixed(QuotedPrintable.encoded(text.substring(from)));
    }

    Stencil<S> stencil() {
      return new Stencil<>(slots, List.copyOf(pieces));
    }

    private Writer<S> fixed(byte[] bytes) {
      pieces.add(new Piece.Fixed<>(bytes));
      return this;
    }
  }
}
