/** The call table: who calls whom, with which scopes, in which audience. Read, never changed. */
package io.habeas.local.calls;
