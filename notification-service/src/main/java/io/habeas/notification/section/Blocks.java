package io.habeas.notification.section;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A text cut where its headings, paragraphs, items, rows and codes begin. The blocks, put together,
 * are the text, each with the empty lines behind it.
 */
public final class Blocks {
  /** As the page is rendered. */
  private static final int DEEPEST = 60;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(DEEPEST)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  private Blocks() {}

  /** What a block is. */
  @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "BlockKind")
  public enum Kind {
    HEADING,
    PARAGRAPH,
    ITEM,
    ROW,
    CODE,
    QUOTE,
    RULE,
    /** Empty lines before the first block, and what only refers. */
    SPACE;

    /** As the API writes it. */
    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A piece of a text.
   *
   * @param level of a heading, 1 to 6; 0 of any other block
   * @param section the id of the section in which it stands; empty before the first heading
   * @param title of a heading; empty of any other block
   */
  public record Block(Kind kind, int level, String section, String title, String text) {}

  /** Where a block begins, before its text is known. */
  private record Start(Kind kind, int level, String section, String title) {}

  /** Cuts a text. */
  public static List<Block> of(String text) {
    Starts starts = new Starts();
    PARSER.parse(text).accept(starts);
    List<Block> blocks = new ArrayList<>();
    Start start = new Start(Kind.SPACE, 0, "", "");
    int from = 0;
    for (Map.Entry<Integer, Start> next : starts.byIndex.entrySet()) {
      if (next.getKey() > from) {
        blocks.add(block(start, text.substring(from, next.getKey())));
      }
      start = next.getValue();
      from = next.getKey();
    }
    if (from < text.length()) {
      blocks.add(block(start, text.substring(from)));
    }
    return blocks;
  }

  private static Block block(Start start, String text) {
    return new Block(start.kind(), start.level(), start.section(), start.title(), text);
  }

  /** Notes where lines begin that begin a block; of two on one line, the outer one counts. */
  private static final class Starts extends AbstractVisitor {
    private final TreeMap<Integer, Start> byIndex = new TreeMap<>();
    private final Headings headings = new Headings();
    private String section = "";

    @Override
    public void visit(Heading heading) {
      Headings.Named named = headings.name(heading);
      section = named.id();
      note(heading, new Start(Kind.HEADING, heading.getLevel(), section, named.title()));
    }

    @Override
    public void visit(Paragraph paragraph) {
      note(paragraph, Kind.PARAGRAPH);
    }

    @Override
    public void visit(ListItem item) {
      note(item, Kind.ITEM);
      visitChildren(item);
    }

    @Override
    public void visit(BlockQuote quote) {
      note(quote, Kind.QUOTE);
      visitChildren(quote);
    }

    @Override
    public void visit(FencedCodeBlock code) {
      note(code, Kind.CODE);
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      note(code, Kind.CODE);
    }

    @Override
    public void visit(HtmlBlock html) {
      note(html, Kind.CODE);
    }

    @Override
    public void visit(ThematicBreak rule) {
      note(rule, Kind.RULE);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        note(node, Kind.ROW);
      } else {
        visitChildren(node);
      }
    }

    private void note(Node node, Kind kind) {
      note(node, new Start(kind, 0, section, ""));
    }

    private void note(Node node, Start start) {
      List<SourceSpan> spans = node.getSourceSpans();
      if (!spans.isEmpty()) {
        SourceSpan first = spans.getFirst();
        byIndex.putIfAbsent(first.getInputIndex() - first.getColumnIndex(), start);
      }
    }
  }
}
