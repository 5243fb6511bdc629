package io.habeas.subject.bulk;

import io.habeas.subject.bulk.LineResult.Parsed;

/** Turns the text of a line into an account as it is sent. */
@FunctionalInterface
interface LineParser {

  Parsed parse(String text);
}
