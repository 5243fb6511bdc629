package io.habeas.notification.policy;

import io.habeas.notification.section.Headings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown to HTML that is safe on our own pages: raw HTML in the text is shown as text, and what
 * is left goes through an allow-list.
 */
public final class Markdown {
  /** A section's name, under which links reach it. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}-]{1,80}");

  /** Quotes in quotes, lists in lists: deeper than that, it is text. */
  private static final int DEEPEST = 60;

  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(TABLES).maxOpenBlockParsers(DEEPEST).build();
  private static final PolicyFactory ALLOWED =
      new HtmlPolicyBuilder()
          .allowElements(
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "p",
              "br",
              "hr",
              "em",
              "strong",
              "code",
              "pre",
              "blockquote",
              "ul",
              "ol",
              "li",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "a")
          .allowUrlProtocols("https", "http", "mailto", "tel")
          .allowAttributes("href")
          .onElements("a")
          .allowAttributes("id")
          .matching(NAME)
          .onElements("h2", "h3", "h4", "h5", "h6")
          .requireRelNofollowOnLinks()
          .toFactory();

  private Markdown() {}

  /** The HTML of a text. */
  public static String html(String markdown) {
    Node text = PARSER.parse(markdown);
    NamedOneLevelDown named = new NamedOneLevelDown();
    text.accept(named);
    return ALLOWED.sanitize(renderer(named.names).render(text));
  }

  private static HtmlRenderer renderer(Map<Node, String> names) {
    return HtmlRenderer.builder()
        .extensions(TABLES)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .attributeProviderFactory(
            _ ->
                (node, _, attributes) -> {
                  String name = names.get(node);
                  if (name != null) {
                    attributes.put("id", name);
                  }
                })
        .build();
  }

  /** Gives every heading its name. The page's own title is its one first heading. */
  private static final class NamedOneLevelDown extends AbstractVisitor {
    private final Headings headings = new Headings();
    private final Map<Node, String> names = new IdentityHashMap<>();

    @Override
    public void visit(Heading heading) {
      names.put(heading, headings.name(heading).id());
      Headings.hideGiven(heading);
      heading.setLevel(Math.min(6, heading.getLevel() + 1));
    }
  }
}
