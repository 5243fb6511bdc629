package io.habeas.notification.notice;

import io.habeas.access.PermitAnyone;
import io.habeas.ledger.LedgerKeys;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where anybody checks a proof of notice, signed in or not, without a script: the same verdict as
 * of the library offline. Nothing of what is sent is kept.
 */
@Path("/proof")
@Produces("text/html;charset=UTF-8")
public class ProofCheckPage {
  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** A proof carries the text in one language, which is shorter. */
  private static final int LARGEST = 1024 * 1024;

  private final LedgerKeys keys;

  ProofCheckPage(LedgerKeys keys) {
    this.keys = keys;
  }

  /** The templates of these pages. */
  @CheckedTemplate(basePath = "proof")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance check(
        ProofWords words, @Nullable ShownProof proof, boolean tooLarge);
  }

  /** The form. */
  @GET
  @PermitAnyone(gateway = true)
  public Response form(@Context HttpHeaders headers) {
    return answer(200, Templates.check(words(headers), null, false));
  }

  /**
   * The verdict on what the form sent; read here, as the framework would put a file on the disk.
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  @PermitAnyone(gateway = true)
  public Response check(byte[] body, @Context HttpHeaders headers) {
    if (!MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(headers.getMediaType())) {
      throw new NotSupportedException();
    }
    ProofWords words = words(headers);
    if (body.length > LARGEST) {
      return answer(413, Templates.check(words, null, true));
    }
    byte[] document = SentForm.firstFilled(body, headers.getHeaderString("Content-Type"));
    return answer(200, Templates.check(words, ShownProof.of(document, keys, words), false));
  }

  private static ProofWords words(HttpHeaders headers) {
    return ProofWords.in(headers.getAcceptableLanguages());
  }

  private static Response answer(int status, TemplateInstance page) {
    return Response.status(status)
        .entity(page)
        .header("Content-Security-Policy", CSP)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept-Language")
        .build();
  }
}
