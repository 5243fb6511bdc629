package io.habeas.gateway.relay;

import java.util.regex.Pattern;

/**
 * One operation that a service marks for the gateway.
 *
 * @param service who owns it
 * @param method the HTTP method, upper case
 * @param path its path template as a pattern
 * @param anyone whether it needs no sign-in
 */
record Operation(String service, String method, Pattern path, boolean anyone) {

  /** The template's parameters match one path segment each. */
  static Operation of(String service, String method, String template, boolean anyone) {
    StringBuilder pattern = new StringBuilder();
    for (String part : template.split("(?=\\{)|(?<=\\})")) {
      pattern.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return new Operation(service, method, Pattern.compile(pattern.toString()), anyone);
  }

  boolean serves(String askedMethod, String askedPath) {
    boolean methodFits =
        method.equals(askedMethod) || (method.equals("GET") && askedMethod.equals("HEAD"));
    return methodFits && path.matcher(askedPath).matches();
  }
}
