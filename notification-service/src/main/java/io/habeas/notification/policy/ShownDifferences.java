package io.habeas.notification.policy;

import io.habeas.notification.difference.BlockDifference;
import io.habeas.notification.difference.Change;
import io.habeas.notification.difference.Span;
import io.habeas.notification.section.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the public page shows of two versions, ready for the template. */
public record ShownDifferences(
    PageWords words,
    String language,
    String direction,
    String title,
    String kind,
    String label,
    String address,
    @Nullable String from,
    List<Part> parts,
    List<String> languages) {

  /** A section; of one that says the same, only its heading is shown. */
  public record Part(boolean same, List<Shown> blocks) {}

  /** A block: heading, code or text; kept, changed, added or removed. */
  public record Shown(boolean heading, String change, boolean moved, List<Word> spans) {}

  /** A piece of it. */
  public record Word(boolean added, boolean removed, String text) {}

  static ShownDifferences of(Differences.Compared compared, PolicyDocument document) {
    PageWords words = PageWords.beside(compared.text().language());
    PolicyVersion from = compared.from();
    return new ShownDifferences(
        words,
        compared.text().language(),
        PageWords.direction(compared.text().language()),
        from == null
            ? compared.text().title()
            : words.differenceTitle().formatted(compared.to().label(), from.label()),
        words.kind(document),
        compared.to().label(),
        ShownPage.address(compared.to()),
        from == null ? null : from.label(),
        parts(compared.difference().blocks()),
        compared.to().texts().stream().map(PolicyText::language).toList());
  }

  private static List<Part> parts(List<BlockDifference> blocks) {
    List<Part> parts = new ArrayList<>();
    List<BlockDifference> part = new ArrayList<>();
    for (BlockDifference block : blocks) {
      if (block.kind() == Blocks.Kind.HEADING && !part.isEmpty()) {
        parts.add(part(part));
        part = new ArrayList<>();
      }
      part.add(block);
    }
    if (!part.isEmpty()) {
      parts.add(part(part));
    }
    return parts;
  }

  private static Part part(List<BlockDifference> blocks) {
    boolean isSame =
        blocks.stream().allMatch(block -> block.change() == BlockDifference.State.KEPT);
    boolean hasHeading = blocks.getFirst().kind() == Blocks.Kind.HEADING;
    return new Part(
        isSame,
        (isSame && hasHeading ? blocks.subList(0, 1) : blocks)
            .stream()
                .filter(block -> block.kind() != Blocks.Kind.SPACE)
                .map(ShownDifferences::shown)
                .toList());
  }

  private static Shown shown(BlockDifference block) {
    boolean isHeading = block.kind() == Blocks.Kind.HEADING;
    List<Word> spans = new ArrayList<>();
    for (Span span : block.spans()) {
      String text = isHeading && spans.isEmpty() ? withoutMarks(span.text()) : span.text();
      if (!text.isEmpty()) {
        spans.add(new Word(span.change() == Change.ADDED, span.change() == Change.REMOVED, text));
      }
    }
    return new Shown(isHeading, block.change().slug(), block.moved(), spans);
  }

  /** A heading is shown as one, so its marks are not. */
  private static String withoutMarks(String text) {
    return text.replaceFirst("^ {0,3}#{1,6}[ \\t]*", "")
        .replaceFirst("\\s*\\{#[a-z0-9-]+\\}\\s*$", "");
  }
}
