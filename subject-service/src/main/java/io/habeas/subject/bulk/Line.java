package io.habeas.subject.bulk;

/**
 * A line as it came.
 *
 * @param number from 1
 * @param content its text or why there is none
 */
record Line(long number, Content content) {

  /** A line's text, or why there is none. */
  sealed interface Content {}

  /** Readable text. */
  record Text(String text) implements Content {

    @Override
    public String toString() {
      return "Text[***]";
    }
  }

  /** Unreadable. */
  record Unreadable(String code, String detail) implements Content {

    static final Unreadable TOO_LONG =
        new Unreadable("line-too-long", "must be at most " + Lines.LONGEST + " bytes");
    static final Unreadable NOT_UTF8 = new Unreadable("malformed-utf8", "must be UTF-8");
  }
}
