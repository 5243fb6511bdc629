package io.habeas.subject.audience;

import java.util.List;

/**
 * Whom a question is about: everybody where every list is empty, otherwise whoever has one of the
 * values.
 *
 * @param products whoever has one of them. Who has an account without a product, or no account, may
 *     have had it: what we hold of a former customer is concerned as well
 * @param brands whoever is a customer of one of them, and whoever has no account
 * @param regions whoever lives there, ISO 3166-1 alpha-2
 * @param channels whoever has a contact point of the kind
 */
record AudienceFilter(
    List<String> products, List<String> brands, List<String> regions, List<String> channels) {

  /** Whether it leaves anybody out. */
  boolean isOpen() {
    return products.isEmpty() && brands.isEmpty() && regions.isEmpty() && channels.isEmpty();
  }
}
