package io.habeas.subject.account;

import java.util.List;
import java.util.UUID;

/** An account as it is now held. */
public record Registered(String number, List<Person> people) {

  @Override
  public String toString() {
    return "Registered[***]";
  }

  /**
   * A person in it.
   *
   * @param key the sender's name of the person
   * @param subjectId ours
   * @param isNew whether nothing was held of the person before
   */
  public record Person(String key, UUID subjectId, boolean isNew) {

    @Override
    public String toString() {
      return "Person[" + subjectId + "]";
    }
  }
}
