package io.habeas.consent.purpose;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A purpose of the registry.
 *
 * @param name its stable name
 * @param legalBasis what it rests on
 * @param mandatory whether it passes restriction and do-not-contact: policy notices, answers to
 *     requests, legal and breach notices
 * @param channels the ways it uses
 * @param title its name for people, by language (BCP 47)
 * @param description what it means for them, by language
 */
public record Purpose(
    String name,
    LegalBasis legalBasis,
    boolean mandatory,
    Set<Channel> channels,
    Map<String, String> title,
    Map<String, String> description) {

  /**
   * The registry as it is read.
   *
   * @param version grows with each change; part of every decision's evidence
   * @param purposes in the order in which people are shown them
   */
  public record Registry(int version, List<Purpose> purposes) {}
}
