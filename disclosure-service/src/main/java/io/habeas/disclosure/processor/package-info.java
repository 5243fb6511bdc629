/** Processors and third parties: who may receive data at all. */
package io.habeas.disclosure.processor;
