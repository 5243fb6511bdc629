package io.habeas.notification.section;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * The names of headings. An author gives one as {@code ## Title {#name}}, so that the same section
 * has the same name in every language; without one it is made of the title.
 */
public final class Headings {
  private static final Pattern GIVEN =
      Pattern.compile("[ \\t]*\\{#(" + Section.ID + ")\\}[ \\t]*$");
  private static final Pattern GIVEN_ON_LINE =
      Pattern.compile("(?m)[ \\t]*\\{#" + Section.ID + "\\}[ \\t]*(?=#*[ \\t]*$)");
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> used = new HashMap<>();

  /** A heading's name and title. */
  public record Named(String id, String title) {}

  /**
   * Names the next heading of a text; of two that would be called the same, the later gets a
   * number.
   */
  public Named name(Heading heading) {
    String text = text(heading);
    Matcher given = GIVEN.matcher(text);
    boolean isGiven = given.find();
    String title = isGiven ? text.substring(0, given.start()).strip() : text.strip();
    String wanted = isGiven ? given.group(1) : slug(title);
    String id = wanted;
    while (!taken.add(id)) {
      id = wanted + "-" + used.merge(wanted, 2, (last, one) -> last + 1);
    }
    return new Named(id, title);
  }

  /** Takes the name that an author gave out of what is shown. */
  public static void hideGiven(Heading heading) {
    if (heading.getLastChild() instanceof Text last) {
      last.setLiteral(GIVEN.matcher(last.getLiteral()).replaceFirst(""));
    }
  }

  static String withoutId(String markdown) {
    return GIVEN_ON_LINE.matcher(markdown).replaceFirst("");
  }

  private static String slug(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
            .replaceAll("^-+|-+$", "");
    String bounded =
        plain.codePointCount(0, plain.length()) <= LONGEST
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, LONGEST));
    return bounded.isEmpty() ? "section" : bounded;
  }

  private static String text(Node heading) {
    StringBuilder text = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak part) {
            text.append(' ');
          }
        });
    return text.toString();
  }
}
