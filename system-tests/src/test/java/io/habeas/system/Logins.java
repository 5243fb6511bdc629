package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Makes customers' logins at the identity provider, as sign-up does. */
final class Logins {

  static final String PASSWORD = "correct horse battery staple";

  private Logins() {}

  static void create(String user, String subjectId) {
    Api admin = admin();
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

  /**
   * Makes a partner's client the one of this processor, as the desk does when it signs a partner.
   */
  static void processor(String clientId, String processorId) {
    Api admin = admin();
    String client = admin.get("/clients?clientId=" + clientId).body().path(0).path("id").asText();
    ObjectNode user = (ObjectNode) admin.get("/clients/" + client + "/service-account-user").body();
    user.putObject("attributes").putArray("processor_id").add(processorId);
    Api.Answer changed = admin.put("/users/" + user.path("id").asText(), user);
    assertThat(changed.status()).as(changed.text()).isEqualTo(204);
  }

  /** The administration of the identity provider. */
  static Api admin() {
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
    return new Api(suite.identityProvider() + "/admin/realms/habeas", token);
  }
}
