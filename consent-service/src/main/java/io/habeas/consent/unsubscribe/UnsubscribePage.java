package io.habeas.consent.unsubscribe;

import io.habeas.access.PermitAnyone;
import io.habeas.consent.purpose.Purpose;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a mail's unsubscribe link, and where a mail program posts with one click. Nobody
 * signs in, no cookie is read, nothing redirects, and looking changes nothing.
 */
@Path("/unsubscribe/{token}")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
@Tag(name = "unsubscribe")
public class UnsubscribePage {

  private final Unsubscribes unsubscribes;

  @Inject
  UnsubscribePage(Unsubscribes unsubscribes) {
    this.unsubscribes = unsubscribes;
  }

  /** What the page says. */
  private record Words(String ask, String button, String done, String unknown) {
    private static final Words ENGLISH =
        new Words(
            "Do you want to get no more mails of this kind?",
            "Unsubscribe",
            "You get no more mails of this kind.",
            "This link is not one of ours, or it is not whole. Copy it from the mail once more.");
    private static final Map<String, Words> KNOWN =
        Map.of(
            "en",
            ENGLISH,
            "de",
            new Words(
                "Möchten Sie keine Mails dieser Art mehr bekommen?",
                "Abbestellen",
                "Sie bekommen keine Mails dieser Art mehr.",
                "Dieser Link ist nicht von uns oder nicht vollständig. Kopieren Sie ihn noch einmal"
                    + " aus der Mail."),
            "ar",
            new Words(
                "هل تريد عدم تلقي المزيد من هذه الرسائل؟",
                "إلغاء الاشتراك",
                "لن تتلقى المزيد من هذه الرسائل.",
                "هذا الرابط ليس من روابطنا أو غير مكتمل. انسخه من الرسالة مرة أخرى."));
  }

  /** Asks, with a button. */
  @GET
  @PermitAnyone(gateway = true)
  @NonBlocking
  @Operation(summary = "Asks whether to unsubscribe; changes nothing")
  public Response ask(
      @PathParam("token") String token,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    String language = language(languages);
    Words words = words(language);
    return unsubscribes
        .purpose(token)
        .map(
            purpose ->
                page(
                    200,
                    language,
                    title(purpose, language),
                    "<p>%s</p><form method=\"post\"><button type=\"submit\" name=\"List-Unsubscribe\" value=\"One-Click\">%s</button></form>"
                        .formatted(words.ask(), words.button())))
        .orElseGet(() -> unknown(language));
  }

  /** Unsubscribes, whatever the body says: the token is what counts. */
  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
  @PermitAnyone(gateway = true)
  @Operation(summary = "Unsubscribes (RFC 8058); once more changes nothing")
  public Uni<Response> end(
      @PathParam("token") String token,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    String language = language(languages);
    return unsubscribes
        .end(token)
        .map(
            (Optional<Purpose> ended) ->
                ended
                    .map(
                        purpose ->
                            page(
                                200,
                                language,
                                title(purpose, language),
                                "<p role=\"status\">%s</p>".formatted(words(language).done())))
                    .orElseGet(() -> unknown(language)));
  }

  private static Response unknown(String language) {
    return page(404, language, "?", "<p>%s</p>".formatted(words(language).unknown()));
  }

  private static Response page(int status, String language, String title, String body) {
    String page =
        """
        <!doctype html>
        <html lang="%s" dir="%s">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex"><title>%s</title><link rel="stylesheet" href="/policy/policy.css"></head>
        <body><main><h1>%s</h1>%s</main></body>
        </html>
        """
            .formatted(
                language,
                language.equals("ar") ? "rtl" : "ltr",
                escaped(title),
                escaped(title),
                body);
    return Response.status(status)
        .entity(page)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private static String title(Purpose purpose, String language) {
    return purpose
        .title()
        .getOrDefault(language, purpose.title().getOrDefault("en", purpose.name()));
  }

  private static Words words(String language) {
    return Words.KNOWN.getOrDefault(language, Words.ENGLISH);
  }

  /** The first of the reader's languages that the page speaks. */
  private static String language(@Nullable String accepted) {
    try {
      return Locale.LanguageRange.parse(accepted == null ? "en" : accepted).stream()
          .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
          .filter(Words.KNOWN::containsKey)
          .findFirst()
          .orElse("en");
    } catch (IllegalArgumentException e) {
      return "en";
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
