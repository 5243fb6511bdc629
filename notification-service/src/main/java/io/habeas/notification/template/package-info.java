/**
 * What single messages say: templates in versions, each in several languages, with slots for
 * declared fields. A slot takes the text of a value and nothing else: there is no expression, so
 * neither an author nor a value reaches anything but the message.
 */
@NullMarked
package io.habeas.notification.template;

import org.jspecify.annotations.NullMarked;
