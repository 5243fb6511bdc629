package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Makes customers' logins at the identity provider, as sign-up does. */
final class Logins {

  static final String PASSWORD = "correct horse battery staple";

  private Logins() {}

  static void create(String user, String subjectId) {
    Suite suite = Suite.RUNNING;
    String form =
        Api.form(
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", suite.secret("keycloak.admin")));
    String token =
        new Api(suite.identityProvider(), null)
            .send(
                "POST",
                "/realms/master/protocol/openid-connect/token",
                form,
                "application/x-www-form-urlencoded")
            .body()
            .path("access_token")
            .asText();
    Api admin = new Api(suite.identityProvider() + "/admin/realms/habeas", token);
    Api.Answer made =
        admin.post(
            "/users",
            Map.of(
                "username",
                user,
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "Ana",
                "lastName",
                "Example",
                "email",
                user + "@login.example",
                "attributes",
                Map.of("subject_id", List.of(subjectId)),
                "credentials",
                List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))));
    assertThat(made.status()).as(made.text()).isIn(201, 409);
    String id = admin.get("/users?exact=true&username=" + user).body().path(0).path("id").asText();
    Object role = admin.get("/roles/customer").body();
    assertThat(admin.post("/users/" + id + "/role-mappings/realm", List.of(role)).status())
        .isEqualTo(204);
  }
}
