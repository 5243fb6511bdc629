package io.habeas.subject.screening;

/** The card issuers' number ranges: the first six digits from and to, and the lengths in use. */
enum Issuer {
  VISA(400000, 499999, 13, 16, 19),
  MASTERCARD(510000, 559999, 16),
  MASTERCARD_2_SERIES(222100, 272099, 16),
  AMEX_34(340000, 349999, 15),
  AMEX_37(370000, 379999, 15),
  DINERS_300(300000, 305999, 14, 16),
  DINERS_36(360000, 369999, 14),
  DINERS_38(380000, 399999, 14, 16),
  DISCOVER_6011(601100, 601199, 16, 19),
  DISCOVER_64(644000, 659999, 16, 19),
  JCB(352800, 358999, 16, 19),
  UNION_PAY(620000, 629999, 16, 17, 18, 19),
  MAESTRO_5018(501800, 501899, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_5020(502000, 502099, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_5038(503800, 503899, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_5893(589300, 589399, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_6304(630400, 630499, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_6759(675900, 675999, 12, 13, 14, 15, 16, 17, 18, 19),
  MAESTRO_6761(676100, 676399, 12, 13, 14, 15, 16, 17, 18, 19),
  MIR(220000, 220499, 16, 17, 18, 19),
  RUPAY(817200, 820199, 16);

  private final int from;
  private final int to;
  private final int[] lengths;

  Issuer(int from, int to, int... lengths) {
    this.from = from;
    this.to = to;
    this.lengths = lengths;
  }

  static boolean issues(CharSequence digits) {
    int prefix = Integer.parseInt(digits, 0, 6, 10);
    for (Issuer issuer : values()) {
      if (issuer.from <= prefix && prefix <= issuer.to && issuer.hasLength(digits.length())) {
        return true;
      }
    }
    return false;
  }

  private boolean hasLength(int length) {
    for (int one : lengths) {
      if (one == length) {
        return true;
      }
    }
    return false;
  }
}
