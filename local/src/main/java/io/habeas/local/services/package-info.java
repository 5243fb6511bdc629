/**
 * The suite's own services and its gateway: each from its own build, with settings that are written
 * for this suite at every start.
 */
package io.habeas.local.services;
