package io.habeas.subject.account;

import java.util.List;
import java.util.UUID;

/**
 * Someone's part in an account.
 *
 * @param subjectId who
 * @param account which account
 * @param roles owner, billing, technical
 */
public record Membership(UUID subjectId, AccountNumber account, List<String> roles) {}
