package io.habeas.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A customer, as billing would send it.
 *
 * @param number the account's number
 * @param account the body of the request
 * @param choices what each of its people permits, in their order
 */
record Customer(String number, ObjectNode account, List<ObjectNode> choices) {}
