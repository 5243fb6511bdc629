package io.habeas.notification.policy;

import io.habeas.access.PermitAnyone;
import io.habeas.clock.BusinessClock;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
  private final Differences differences;
  private final BusinessClock clock;
  private final URI publicUrl;

  PolicyPage(
      Policies policies,
      Differences differences,
      BusinessClock clock,
      @ConfigProperty(name = "habeas.public-url") URI publicUrl) {
    this.policies = policies;
    this.differences = differences;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** The templates of these pages. */
  @CheckedTemplate(basePath = "policy")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance version(ShownPage page);

    static native TemplateInstance differences(ShownDifferences page);

    static native TemplateInstance feed(ShownFeed feed);
  }

  /** The page's style. */
  @GET
  @Path("/policy.css")
  @Produces("text/css;charset=UTF-8")
  @PermitAnyone(gateway = true)
  public Response stylesheet() {
    return Response.ok(STYLE).header("Cache-Control", "public, max-age=3600").build();
  }

  /** What is announced, for the notice on our home pages; the same for everybody. */
  @GET
  @Path("/notices.json")
  @Produces("application/json")
  @PermitAnyone(gateway = true)
  public Uni<Response> notices() {
    return policies
        .announced()
        .map(
            announced ->
                Response.ok(HomePageNotices.of(announced, publicUrl))
                    .header("Cache-Control", "public, max-age=300")
                    .header("Access-Control-Allow-Origin", "*")
                    .build());
  }

  /** The version that binds, with what is announced; the newest announced one where none binds. */
  @GET
  @Path("/{document}")
  @PermitAnyone(gateway = true)
  public Uni<Response> document(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    return shown(document)
        .map(
            known ->
                respond(
                    newest(
                        known.versions(),
                        VersionState.IN_FORCE,
                        newest(known.versions(), VersionState.ANNOUNCED, null)),
                    known,
                    languages(language, headers)));
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
    return shown(document)
        .map(known -> respond(named(known, label), known, languages(language, headers)));
  }

  /** What a version changes, word by word; against the one before unless another one is named. */
  @GET
  @Path("/{document}/versions/{version}/differences")
  @PermitAnyone(gateway = true)
  public Uni<Response> differences(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String label,
      @QueryParam("from") @Pattern(regexp = Names.LABEL) @Nullable String from,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    return shown(document)
        .chain(
            known -> {
              PolicyVersion to = required(named(known, label));
              PolicyVersion before =
                  from == null
                      ? Predecessor.of(to, known.versions())
                      : required(named(known, from));
              return differences
                  .between(before, to, languages(language, headers))
                  .map(
                      compared ->
                          html(
                              Templates.differences(
                                  ShownDifferences.of(compared, known.document()))));
            });
  }

  /** Every version as it is announced, comes into force, or is taken back (RFC 4287). */
  @GET
  @Path("/{document}/feed.atom")
  @Produces("application/atom+xml;charset=UTF-8")
  @PermitAnyone(gateway = true)
  public Uni<Response> feed(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    return shown(document)
        .chain(
            known ->
                Templates.feed(
                        ShownFeed.of(
                            known.document(),
                            known.versions(),
                            languages(language, headers),
                            publicUrl))
                    .createUni())
        .map(
            xml ->
                Response.ok(xml)
                    .header("Cache-Control", "public, max-age=300")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Vary", "Accept-Language")
                    .build());
  }

  private record Known(PolicyDocument document, List<PolicyVersion> versions) {}

  /** A document with what the public may see of it: everything but drafts. */
  private Uni<Known> shown(String document) {
    return policies
        .document(document)
        .chain(
            found ->
                policies
                    .versions(document)
                    .map(
                        all ->
                            new Known(
                                found,
                                all.stream()
                                    .filter(each -> each.state() != VersionState.DRAFT)
                                    .toList())));
  }

  private static @Nullable PolicyVersion named(Known known, String label) {
    return known.versions().stream()
        .filter(version -> version.label().equals(label))
        .findFirst()
        .orElse(null);
  }

  private static PolicyVersion required(@Nullable PolicyVersion version) {
    if (version == null) {
      throw new Missing();
    }
    return version;
  }

  private Response respond(@Nullable PolicyVersion version, Known known, List<String> languages) {
    return html(
        Templates.version(
            ShownPage.of(
                required(version), known.document(), known.versions(), languages, clock.now())));
  }

  private static Response html(TemplateInstance page) {
    return Response.ok(page)
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
