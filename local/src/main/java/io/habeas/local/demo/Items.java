package io.habeas.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is held about a customer besides name and address. */
final class Items {

  private static final String POLICY = "privacy/2025-1";
  private static final List<String> TICKETS =
      List.of(
          "Asked how to move a site from another provider",
          "Reported that mail was late on a Monday morning",
          "Wanted an invoice with another postal address",
          "Asked for the server to be restarted at night");

  private final ObjectMapper json = new ObjectMapper();

  /** The items of one person. */
  ArrayNode of(int index, String product, Instant since, RandomGenerator random) {
    ArrayNode items = json.createArrayNode();
    ObjectNode purchase =
        item(items, "purchase", "orders", since, "contract", "billing", "service-delivery");
    purchase
        .put("product", product)
        .put("orderNumber", "O-" + (50_000 + index))
        .put("orderedAt", since.toString())
        .put("amount", (4 + random.nextInt(60)) + ".90")
        .put("currency", "EUR");
    item(items, "renewal", "billing-system", since, "contract", "billing", "service-messages")
        .put("product", product)
        .put("renewsOn", Customers.day(since.plus(1_461, ChronoUnit.DAYS)))
        .put("automatic", random.nextBoolean());
    item(items, "payment-token", "orders", since, "contract", "billing")
        .put("processor", "Cardway Payments")
        .put("token", "tok_demo_" + index)
        .put("brand", random.nextBoolean() ? "visa" : "mastercard")
        .put("last4", String.format("%04d", random.nextInt(10_000)))
        .put("expires", "2028-0" + (1 + random.nextInt(9)));
    if (random.nextInt(3) == 0) {
      item(items, "support-note", "ticket", since, "contract", "service-delivery")
          .put("text", Place.any(TICKETS, random))
          .put("ticket", "T-" + (9_000 + index));
    }
    return items;
  }

  /** Adds an item; its value is still empty. */
  private static ObjectNode item(
      ArrayNode items,
      String category,
      String source,
      Instant since,
      String basis,
      String... purposes) {
    ObjectNode item = items.addObject().put("category", category).put("source", source);
    ArrayNode named = item.putArray("purposes");
    for (String purpose : purposes) {
      named.add(purpose);
    }
    item.put("legalBasis", basis).put("collectedAt", since.toString()).put("policyVersion", POLICY);
    return item.putObject("value");
  }
}
