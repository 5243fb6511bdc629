package io.habeas.subject.audience;

import java.util.List;

/**
 * What of a subject decides whether a change concerns it; no name and no address.
 *
 * @param products of its accounts
 * @param brands of its accounts
 * @param region where it lives, ISO 3166-1 alpha-2
 * @param channels the kinds of its contact points
 * @param former whether it has no account, or one without a product: it may have had any
 */
record Relation(
    List<String> products,
    List<String> brands,
    String region,
    List<String> channels,
    boolean former) {}
