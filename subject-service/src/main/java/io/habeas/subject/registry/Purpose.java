package io.habeas.subject.registry;

import java.util.Set;

/**
 * What data may be used for.
 *
 * @param slug the name that every service uses
 * @param version of the registry's entry
 * @param legalBases on which an item may be held for it
 * @param mandatory whether a restriction never silences it: notices and answers that law demands
 * @param everything whether it reaches whatever is held, as access and legal requests do
 */
public record Purpose(
    String slug, int version, Set<String> legalBases, boolean mandatory, boolean everything) {}
