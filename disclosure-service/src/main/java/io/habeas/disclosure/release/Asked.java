package io.habeas.disclosure.release;

import io.habeas.disclosure.agreement.Agreement;
import io.habeas.disclosure.processor.Processor;
import io.habeas.disclosure.subject.SubjectState;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A release as it is asked for, with what the gates before the consent decision need to know.
 *
 * @param subjectId about whom
 * @param processorId by whom, from its token
 * @param purpose what for
 * @param fields which fields
 * @param processor the partner, if we know it
 * @param agreement its agreement in force, if there is one
 * @param subject the subject's state, if we know it
 */
record Asked(
    UUID subjectId,
    UUID processorId,
    String purpose,
    Set<String> fields,
    Optional<Processor> processor,
    Optional<Agreement> agreement,
    Optional<SubjectState> subject) {}
