package io.habeas.benchmarks.suite;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.stream.IntStream;

/**
 * Customers as an import has them: lines of NDJSON, each with an account and an e-mail address.
 *
 * @param first the first one's number
 * @param count how many
 * @param haveTelephones whether each has a telephone number too
 */
public record Customers(int first, int count, boolean haveTelephones) {
  private static final int AT_ONCE = 500;

  /** All of them, made while they are read. */
  public InputStream lines() {
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
  public String line(int number) {
    return """
        {"number":"bench-%1$d","kind":"person","brand":"nordhost","residency":"DE",\
        "products":["vps-2"],"people":[{"key":"owner","roles":["owner"],"givenName":"Person",\
        "familyName":"Number %1$d","languages":["%2$s"],"timeZone":"Europe/Berlin",\
        "residency":"DE","contactPoints":[{"kind":"email",\
        "value":"person%1$d@people%3$d.example"}%4$s]}]}"""
        .formatted(number, number % 3 == 0 ? "de" : "en", number % 997, telephone(number));
  }

  private String telephone(int number) {
    return haveTelephones
        ? ",{\"kind\":\"phone\",\"value\":\"+4930%07d\"}".formatted(number % 10_000_000)
        : "";
  }
}
