package io.habeas.notification.notice;

import io.habeas.access.PermitAnyone;
import io.habeas.ledger.LedgerKeys;
import io.habeas.ledger.note.NoteKey;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The public key that proofs of notice are checked with, for everybody. */
@Path("/api/notification/v1/ledger/keys/{year}")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerKeyResource {
  private final LedgerKeys keys;

  LedgerKeyResource(LedgerKeys keys) {
    this.keys = keys;
  }

  /**
   * A log's public key.
   *
   * @param origin the log's name
   * @param key C2SP: name, id and base64, as {@code verify FILE KEY} takes it
   */
  public record LedgerKey(String origin, String key) {}

  /** The key of one year's log. */
  @GET
  @PermitAnyone(gateway = true)
  public LedgerKey get(@PathParam("year") @Min(2020) @Max(9999) int year) {
    NoteKey key = keys.of(year);
    return new LedgerKey(key.name(), key.text());
  }
}
