package io.habeas.notification.policy;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Visitor;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown to HTML that is safe on our own pages: raw HTML in the text is shown as text, and what
 * is left goes through an allow-list.
 */
public final class Markdown {
  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).sanitizeUrls(true).build();
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
          .requireRelNofollowOnLinks()
          .toFactory();

  /** The page's own title is its one first heading. */
  private static final Visitor ONE_LEVEL_DOWN =
      new AbstractVisitor() {
        @Override
        public void visit(Heading heading) {
          heading.setLevel(Math.min(6, heading.getLevel() + 1));
          visitChildren(heading);
        }
      };

  private Markdown() {}

  /** The HTML of a text. */
  public static String html(String markdown) {
    Node text = PARSER.parse(markdown);
    text.accept(ONE_LEVEL_DOWN);
    return ALLOWED.sanitize(RENDERER.render(text));
  }
}
