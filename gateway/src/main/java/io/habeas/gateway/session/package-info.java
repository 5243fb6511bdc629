/**
 * Sessions are kept at the server: the browser holds a random id, the database the tokens, sealed
 * by a key that only that id yields. Ending a session is deleting a row.
 */
package io.habeas.gateway.session;
