package io.habeas.notification.template;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slots in a text, {@code {dueDate}}. They become single characters of the private use area, which
 * no author's text has, before Markdown is rendered; values are put in last, in one pass, so that
 * nothing in a value is ever read as a slot, as Markdown or as HTML.
 */
final class Slots {
  private static final Pattern SLOT = Pattern.compile("\\{([a-z][A-Za-z0-9]{0,39})}");
  private static final char FIRST = '\uE100';

  private Slots() {}

  /** The names of the slots in a text. */
  static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    Matcher slots = SLOT.matcher(text);
    while (slots.find()) {
      names.add(slots.group(1));
    }
    return names;
  }

  /** The text with a mark for each slot. */
  static String marked(String text, List<String> names) {
    return SLOT.matcher(text)
        .replaceAll(slot -> String.valueOf((char) (FIRST + names.indexOf(slot.group(1)))));
  }

  /** The marks in a text. */
  static long marksIn(String text) {
    return text.chars().filter(each -> each >= FIRST && each <= '\uF8FF').count();
  }

  /** The text with the values where the marks stand. */
  static String filled(String marked, List<String> names, UnaryOperator<String> value) {
    StringBuilder text = new StringBuilder(marked.length() + 100);
    for (int i = 0; i < marked.length(); i++) {
      int slot = marked.charAt(i) - FIRST;
      if (slot >= 0 && slot < names.size()) {
        text.append(value.apply(names.get(slot)));
      } else {
        text.append(marked.charAt(i));
      }
    }
    return text.toString();
  }
}
