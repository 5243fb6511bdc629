package io.habeas.subject.audience;

import io.habeas.subject.record.State;
import java.util.List;
import java.util.UUID;

/**
 * One line of the stream.
 *
 * @param subjectId who; send it as {@code after} to go on behind this line
 * @param bucket the subject's bucket
 * @param state what may be done with the data
 * @param residency ISO 3166-1 alpha-2
 * @param languages BCP 47, the preferred one first
 * @param timeZone of the IANA database
 * @param kind person, or organisation for who acts for one
 */
record AudienceMember(
    UUID subjectId,
    int bucket,
    State state,
    String residency,
    List<String> languages,
    String timeZone,
    String kind) {}
