package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody without a mouse. Wherever the focus comes to, it can be seen. */
final class Keyboard {

  private static final int PATIENCE = 150;

  /**
   * The focused element's name, and whether a reader sees that it is focused: it, or what stands
   * for it, has an outline, lies in the window and is not covered.
   */
  private static final String FOCUSED =
      """
      () => {
        const e = document.activeElement;
        const name = (e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? '').trim();
        const stands = [e, e.nextElementSibling, e.parentElement].filter(Boolean).filter(one => {
          const box = one.getBoundingClientRect();
          return box.width > 3 && box.height > 3;
        });
        const marked = stands.some(one => {
          const style = getComputedStyle(one);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        });
        const box = stands[0]?.getBoundingClientRect();
        const x = box ? box.left + Math.min(box.width / 2, 40) : -1;
        const y = box ? box.top + Math.min(box.height / 2, 20) : -1;
        const top = document.elementFromPoint(x, y);
        const shown = top !== null && stands.some(one => one.contains(top) || top.contains(one));
        return {name, byKey: e.tabIndex >= 0 && e !== document.body, marked, shown, html: e.outerHTML.slice(0, 160)};
      }
      """;

  private final Page page;

  /** Begins when the page has what it reads: nobody tabs through what is not there yet. */
  Keyboard(Page page) {
    this.page = page;
    page.waitForSelector("h1");
    page.waitForCondition(() -> page.locator(".waiting").count() == 0);
  }

  /** Tabs until something of this name is focused. */
  Keyboard to(String name) {
    List<String> passed = new ArrayList<>();
    for (int tab = 0; tab < PATIENCE; tab++) {
      page.keyboard().press("Tab");
      Map<?, ?> focused = settled();
      if (Boolean.TRUE.equals(focused.get("byKey"))) {
        assertThat(focused.get("marked")).as("focus shows on " + focused).isEqualTo(true);
        assertThat(focused.get("shown")).as("nothing hides " + focused).isEqualTo(true);
      }
      passed.add(name(focused));
      if (name(focused).startsWith(name)) {
        return this;
      }
    }
    throw new AssertionError("no key leads to " + name + ", only to " + passed);
  }

  /** What stands below something that changes live may be on its way; it has a second to arrive. */
  private Map<?, ?> settled() {
    Map<?, ?> focused = focused();
    for (int i = 0; i < 10 && Boolean.FALSE.equals(focused.get("shown")); i++) {
      page.waitForTimeout(100);
      focused = focused();
    }
    return focused;
  }

  /** Something of this name has the focus now, without a key. */
  Keyboard isAt(String name) {
    page.waitForCondition(() -> name(focused()).startsWith(name));
    return this;
  }

  Keyboard press(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Types in place of what stands in the field. */
  Keyboard write(String text) {
    page.keyboard().press("ControlOrMeta+A");
    page.keyboard().type(text);
    return this;
  }

  private static String name(Map<?, ?> focused) {
    return String.valueOf(focused.get("name"));
  }

  private Map<?, ?> focused() {
    return (Map<?, ?>) page.evaluate(FOCUSED);
  }
}
