/**
 * One edge between the domain and HTTP: services throw small, named {@link
 * io.habeas.problem.Failure failures}; this package answers RFC 9457 problem details for them and
 * for everything that the framework itself refuses. No answer carries a stack trace, SQL or a value
 * that the caller did not send.
 */
package io.habeas.problem;
