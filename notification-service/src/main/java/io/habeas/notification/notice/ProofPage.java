package io.habeas.notification.notice;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.ledger.LedgerKeys;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The proof of one notice as a page to read and to print, without a script: what the log shows of
 * its acceptance and, if it came back, of that.
 */
@Path("/api/notification/v1/subjects/{subjectId}/notices/{campaignId}/proof-page")
@Produces("text/html;charset=UTF-8")
public class ProofPage {
  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Notices notices;
  private final LedgerKeys keys;

  ProofPage(Notices notices, LedgerKeys keys) {
    this.notices = notices;
    this.keys = keys;
  }

  /** The templates of these pages. */
  @CheckedTemplate(basePath = "proof")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(ProofWords words, List<ShownProof> proofs, String file);
  }

  /** The page, for the subject or for the desk. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<Response> get(
      @PathParam("subjectId") UUID subjectId,
      @PathParam("campaignId") UUID campaignId,
      @Context HttpHeaders headers) {
    ProofWords words = ProofWords.in(headers.getAcceptableLanguages());
    return Uni.combine()
        .all()
        .unis(
            proof(subjectId, campaignId, Notices.Of.ACCEPTANCE, words),
            bounce(subjectId, campaignId, words))
        .asTuple()
        .map(
            both -> {
              List<ShownProof> proofs =
                  Stream.concat(Stream.of(both.getItem1()), both.getItem2().stream()).toList();
              String file =
                  "/api/notification/v1/subjects/%s/notices/%s/proof"
                      .formatted(subjectId, campaignId);
              return html(Templates.notice(words, proofs, file));
            });
  }

  private Uni<List<ShownProof>> bounce(UUID subject, UUID campaign, ProofWords words) {
    return notices
        .hasBounced(subject, campaign)
        .chain(
            bounced ->
                bounced
                    ? proof(subject, campaign, Notices.Of.BOUNCE, words).map(List::of)
                    : Uni.createFrom().item(List.of()));
  }

  private Uni<ShownProof> proof(UUID subject, UUID campaign, Notices.Of of, ProofWords words) {
    return notices
        .proof(subject, campaign, of)
        .map(proof -> ShownProof.of(proof.toJson().getBytes(StandardCharsets.UTF_8), keys, words));
  }

  private static Response html(TemplateInstance page) {
    return Response.ok(page)
        .header("Content-Security-Policy", CSP)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept-Language")
        .build();
  }
}
