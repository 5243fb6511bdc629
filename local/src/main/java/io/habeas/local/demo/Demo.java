package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.identity.Realm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loads the whole demo. */
public final class Demo {

  private static final int SAY_EVERY = 50;

  private final Api billing;
  private final Api desk;
  private final Logins logins;
  private final Partners partners;
  private final Policies policies;
  private final Releases releases;
  private final Consumer<String> progress;

  /** For the suite on these ports; says what it does. */
  public Demo(Ports ports, Secrets secrets, Consumer<String> progress) {
    this.billing = new Api(ports, secrets, "billing");
    this.desk = new Api(ports, secrets, "habeas-admin");
    this.logins = new Logins(new Realm(ports, secrets));
    this.partners = new Partners(desk, logins);
    this.policies = new Policies(desk);
    this.releases =
        new Releases(
            desk,
            new Api(ports, secrets, "partner-cardway"),
            new Api(ports, secrets, "partner-adlane"));
    this.progress = progress;
  }

  /**
   * Loads what is missing.
   *
   * @param clockOffset how far the business clock is ahead of the system's
   */
  public void load(Duration clockOffset) {
    policies.putFirstIntoForce();
    progress.accept("a policy is in force");
    progress.accept(partners.load() + " partners are under agreement");
    int loaded = 0;
    for (Customer customer : new Customers().all()) {
      load(customer);
      if (++loaded % SAY_EVERY == 0) {
        progress.accept(loaded + " customers are loaded");
      }
    }
    policies.announceNext(clockOffset);
    progress.accept("a policy change is announced");
  }

  private void load(Customer customer) {
    List<String> subjects = subjects(customer);
    for (int i = 0; i < subjects.size(); i++) {
      choose(subjects.get(i), customer.choices().get(i));
    }
    String login = Logins.ofAccount(customer.number());
    if (login != null) {
      logins.customer(login, subjects.getFirst());
      releases.load(subjects.getFirst());
    }
  }

  /** The people of a customer, who is sent unless it is held. */
  private List<String> subjects(Customer customer) {
    String path = "/api/subject/v1/accounts/" + encode(customer.number());
    Api.Answer held = billing.get("subject:read", path + "?purpose=service-delivery");
    JsonNode account =
        held.isMissing()
            ? Api.success(
                "sending customer " + customer.number(),
                billing.put("subject:write", path, customer.account()))
            : Api.success("reading customer " + customer.number(), held);
    List<String> subjects = new ArrayList<>();
    account.get("people").forEach(person -> subjects.add(person.get("subjectId").asText()));
    return subjects;
  }

  private void choose(String subjectId, JsonNode choices) {
    String path = "/api/consent/v1/subjects/" + subjectId + "/preferences";
    JsonNode present = Api.success("the choices of a customer", desk.get("consent:read", path));
    if (present.path("preferences").isEmpty()) {
      Api.success("the choices of a customer", billing.put("consent:write", path, choices));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
