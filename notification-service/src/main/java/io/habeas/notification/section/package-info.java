/**
 * The sections of a text and whom each concerns: by tags of product, brand, region, processor,
 * country and channel. A section is what stands between one heading and the next.
 */
@NullMarked
package io.habeas.notification.section;

import org.jspecify.annotations.NullMarked;
