package io.habeas.notification.rendering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail belongs to (RFC 5322, 3.6.4), so that mail programs show it there.
 *
 * @param inReplyTo the Message-ID that it answers
 * @param references the Message-IDs of the conversation, oldest first
 * @param replyTo where an answer goes
 */
public record Conversation(@Nullable String inReplyTo, List<String> references, String replyTo) {}
