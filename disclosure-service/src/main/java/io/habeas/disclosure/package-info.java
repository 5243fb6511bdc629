/** Who else gets data about people, under which terms, and the account of each time. */
package io.habeas.disclosure;
