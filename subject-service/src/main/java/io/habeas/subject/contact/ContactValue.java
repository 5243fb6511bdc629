package io.habeas.subject.contact;

/** The value of a contact point. What prints or logs it sees a mask. */
public sealed interface ContactValue permits EmailAddress, PhoneNumber, PostalAddress {

  /** What kind of contact point it makes. */
  ContactKind kind();

  /** The form under which equal values are found: the blind index is taken over it. */
  String lookUpForm();

  /** Enough for an agent to recognise it and too little to use it. */
  String masked();
}
