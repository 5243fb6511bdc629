package io.habeas.notification.template;

/**
 * A field that a template declares.
 *
 * @param name as its slots write it: {@code {dueDate}}
 * @param required whether a message without it is refused
 */
public record Field(String name, FieldType type, boolean required) {}
