package io.habeas.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls that wait for an agent, at whatever hour the tests run. */
final class CallsToMake {

  private static final String LISTS =
      """
      {"lists":[
        {"list":"breach","waiting":1204,"due":37,"document":null,"version":null},
        {"list":"notice-01940000-0000-7000-8000-000000000001","waiting":12,"due":0,
         "document":"privacy","version":"2.0"}]}
      """;

  private static final String CALL =
      """
      {"callId":"01940000-0000-7000-8000-000000000002",
       "subjectId":"01940000-0000-7000-8000-000000000003",
       "lease":"01940000-0000-7000-8000-000000000004","leasedUntil":"2026-11-27T12:15:00Z",
       "number":"+4930901820123","name":"Karl-Theodor Freiherr von und zu Musterhausen-Langenfeld",
       "timeZone":"Europe/Berlin","language":"de","attempt":2,
       "script":"Ein Sicherheitsvorfall am 1. November 2026 betraf Ihre Kontaktdaten. Was geschehen ist, was wir getan haben und was Sie tun können, steht auf https://habeas.example/account/messages."}
      """;

  private CallsToMake() {}

  /** In this window there are some. */
  static void at(BrowserContext window) {
    window.route("**/api/notification/v1/call-lists", route -> answer(route, 200, LISTS));
    window.route("**/api/notification/v1/call-lists/*/calls", route -> answer(route, 201, CALL));
  }

  /** The same; what came of a call goes nowhere but to whoever asks here. */
  static List<String> told(BrowserContext window) {
    at(window);
    List<String> told = new CopyOnWriteArrayList<>();
    window.route(
        "**/api/notification/v1/call-lists/*/calls/*/outcome",
        route -> {
          told.add(route.request().postData());
          route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
    return told;
  }

  private static void answer(Route route, int status, String body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setHeaders(Map.of("Content-Type", "application/json"))
            .setBody(body));
  }
}
