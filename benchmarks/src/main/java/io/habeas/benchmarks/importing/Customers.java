package io.habeas.benchmarks.importing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.stream.IntStream;

/**
 * Lines of NDJSON, each a customer with an account, an e-mail address and a telephone number.
 *
 * @param first the first one's number
 * @param count how many
 */
record Customers(int first, int count) {
  private static final int AT_ONCE = 500;

  /** All of them, made while they are read. */
  InputStream lines() {
    return new SequenceInputStream(
        new Enumeration<>() {
          private int next = first;

          @Override
          public boolean hasMoreElements() {
            return next < first + count;
          }

          @Override
          public InputStream nextElement() {
            int from = next;
            next = Math.min(first + count, from + AT_ONCE);
            StringBuilder lines = new StringBuilder(AT_ONCE * 420);
            IntStream.range(from, next).forEach(number -> lines.append(line(number)).append('\n'));
            return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** The customer of this number. */
  static String line(int number) {
    return """
        {"number":"bench-%1$d","kind":"person","brand":"nordhost","residency":"DE",\
        "products":["vps-2"],"people":[{"key":"owner","roles":["owner"],"givenName":"Person",\
        "familyName":"Number %1$d","languages":["%2$s"],"timeZone":"Europe/Berlin",\
        "contactPoints":[{"kind":"email","value":"person%1$d@people%3$d.example"},\
        {"kind":"phone","value":"+4930%4$07d"}]}]}"""
        .formatted(number, number % 3 == 0 ? "de" : "en", number % 997, number % 10_000_000);
  }
}
