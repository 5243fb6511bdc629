package io.habeas.subject.bulk;

import io.habeas.subject.account.Registration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are applied together.
 *
 * @param firstLine the first one's number
 * @param nextLine the number of the line after the last one
 * @param lines how many of them are no blanks
 * @param accounts to be held, no two of the same number
 * @param sources the lines from which each account comes
 * @param errors of broken lines
 * @param apartFrom the batches from this line on to {@code firstLine} have no account in common
 *     with this one
 * @param columns of a CSV import, when its first line is among these
 */
record Batch(
    long firstLine,
    long nextLine,
    long lines,
    List<Registration> accounts,
    Map<Registration, List<Long>> sources,
    List<LineError> errors,
    long apartFrom,
    @Nullable List<String> columns) {}
