package io.habeas.consent.purpose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A purpose of the registry.
 *
 * @param name its stable name
 * @param legalBasis what it rests on
 * @param mandatory whether it passes restriction and do-not-contact: policy notices, answers to
 *     requests, legal and breach notices
 * @param channels the ways it uses
 * @param sharingFollowsContact whether a partner gets data only to carry what the person wants:
 *     then, without a choice of its own, sharing is decided by the choice for the contact channels
 * @param title its name for people, by language (BCP 47)
 * @param description what it means for them, by language
 */
public record Purpose(
    String name,
    LegalBasis legalBasis,
    boolean mandatory,
    Set<Channel> channels,
    boolean sharingFollowsContact,
    Map<String, String> title,
    Map<String, String> description) {

  /**
   * The channels whose choice decides about this one, the first that has a choice before others.
   */
  public List<Channel> decidedBy(Channel channel) {
    if (channel != Channel.SHARING || !sharingFollowsContact) {
      return List.of(channel);
    }
    return Stream.concat(
            Stream.of(Channel.SHARING),
            channels.stream().filter(other -> other != Channel.SHARING).sorted())
        .toList();
  }

  /**
   * The registry as it is read.
   *
   * @param version grows with each change; part of every decision's evidence
   * @param purposes in the order in which people are shown them
   */
  public record Registry(int version, List<Purpose> purposes) {}
}
