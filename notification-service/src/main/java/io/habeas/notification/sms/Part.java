package io.habeas.notification.sms;

import java.util.UUID;

/**
 * One part of a message.
 *
 * @param number from 1
 */
record Part(int bucket, UUID messageId, int number, int of) {}
