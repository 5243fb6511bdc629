package io.habeas.notification.policy;

import io.habeas.access.PermitAnyone;
import io.habeas.problem.Missing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The public policy page: HTML without a script, for everybody. */
@Path("/policy")
@Produces("text/html;charset=UTF-8")
public class PolicyPage {
  private static final String CSP =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'";
  private static final String STYLE = style();

  private final Policies policies;

  PolicyPage(Policies policies) {
    this.policies = policies;
  }

  /** The templates of these pages. */
  @CheckedTemplate(basePath = "policy")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance version(ShownPage page);
  }

  /** The page's style. */
  @GET
  @Path("/policy.css")
  @Produces("text/css;charset=UTF-8")
  @PermitAnyone(gateway = true)
  public Response stylesheet() {
    return Response.ok(STYLE).header("Cache-Control", "public, max-age=3600").build();
  }

  /** The version that binds, with what is announced; the newest announced one where none binds. */
  @GET
  @Path("/{document}")
  @PermitAnyone(gateway = true)
  public Uni<Response> document(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    return policies
        .versions(document)
        .map(
            all -> {
              PolicyVersion shown =
                  newest(all, VersionState.IN_FORCE, newest(all, VersionState.ANNOUNCED, null));
              return respond(shown, all, languages(language, headers));
            });
  }

  /** One version, whatever became of it. */
  @GET
  @Path("/{document}/versions/{version}")
  @PermitAnyone(gateway = true)
  public Uni<Response> version(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String label,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    return policies
        .versions(document)
        .map(
            all ->
                respond(
                    all.stream()
                        .filter(v -> v.label().equals(label) && v.state() != VersionState.DRAFT)
                        .findFirst()
                        .orElse(null),
                    all,
                    languages(language, headers)));
  }

  private static Response respond(
      @Nullable PolicyVersion version, List<PolicyVersion> all, List<String> languages) {
    if (version == null) {
      throw new Missing();
    }
    return Response.ok(Templates.version(ShownPage.of(version, all, languages)))
        .header("Content-Security-Policy", CSP)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Vary", "Accept-Language")
        .build();
  }

  private static @Nullable PolicyVersion newest(
      List<PolicyVersion> all, VersionState state, @Nullable PolicyVersion otherwise) {
    return all.reversed().stream().filter(v -> v.state() == state).findFirst().orElse(otherwise);
  }

  private static List<String> languages(@Nullable String asked, HttpHeaders headers) {
    List<String> languages = new ArrayList<>();
    if (asked != null) {
      languages.add(asked);
    }
    headers.getAcceptableLanguages().stream().map(Locale::toLanguageTag).forEach(languages::add);
    return languages;
  }

  private static String style() {
    try (InputStream css = PolicyPage.class.getResourceAsStream("/policy.css")) {
      if (css == null) {
        throw new IllegalStateException("policy.css is not in the application");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
