package io.habeas.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

/** Who signs in to look at pages. */
final class People {

  static final String DPO = "dpo";
  private static final String STAFF_PASSWORD = "habeas-demo-only";

  private People() {}

  /** The subject of an imported customer. */
  static String subject(int number) {
    return OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, number))
        .path("id")
        .asText();
  }

  /** An imported customer signs in and comes to this page; the login is made if it is missing. */
  static Page customer(BrowserContext window, int number, String path) {
    String user = "customer-" + number;
    Logins.create(user, subject(number));
    return Browser.signIn(window, user, Logins.PASSWORD, path);
  }

  /** The data protection officer signs in and comes to this page. */
  static Page dpo(BrowserContext window, String path) {
    return Browser.signIn(window, DPO, STAFF_PASSWORD, path);
  }

  /** An agent of the support signs in and comes to this page. */
  static Page agent(BrowserContext window, String path) {
    return Browser.signIn(window, "support", STAFF_PASSWORD, path);
  }
}
