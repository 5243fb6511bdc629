/**
 * Where one running suite keeps what it needs: its data directory, its ports, its secrets. Nothing
 * here starts anything.
 */
package io.habeas.local.home;
