package io.habeas.consent.unsubscribe;

import io.habeas.consent.preference.Choice;
import io.habeas.consent.preference.Preferences;
import io.habeas.consent.preference.Via;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.purpose.Purposes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Ends the mails of a purpose for whoever has a link of theirs. */
@ApplicationScoped
public class Unsubscribes {
  private static final String ACTOR = "unsubscribe-link";

  private final UnsubscribeTokens tokens;
  private final Purposes purposes;
  private final Preferences preferences;

  @Inject
  Unsubscribes(UnsubscribeTokens tokens, Purposes purposes, Preferences preferences) {
    this.tokens = tokens;
    this.purposes = purposes;
    this.preferences = preferences;
  }

  /** The purpose that a token is for; empty where the token is not ours or there is no choice. */
  Optional<Purpose> purpose(String token) {
    return tokens
        .meaning(token)
        .flatMap(meaning -> purposes.find(meaning.purpose(), meaning.channel()))
        .filter(purpose -> purpose.legalBasis().isChoice());
  }

  /** Ends them; once more changes nothing. */
  Uni<Optional<Purpose>> end(String token) {
    Optional<Purpose> purpose = purpose(token);
    if (purpose.isEmpty()) {
      return Uni.createFrom().item(purpose);
    }
    UnsubscribeTokens.Meaning meaning = tokens.meaning(token).orElseThrow();
    return preferences
        .present(meaning.subjectId())
        .map(
            present ->
                present.stream()
                    .anyMatch(
                        one ->
                            one.purpose().equals(meaning.purpose())
                                && one.channel() == meaning.channel()
                                && one.choice() == Choice.DENIED))
        .chain(
            isEnded ->
                isEnded
                    ? Uni.createFrom().item(purpose)
                    : preferences
                        .choose(
                            meaning.subjectId(),
                            List.of(
                                new Preferences.Wish(
                                    meaning.purpose(), meaning.channel(), Choice.DENIED)),
                            new Preferences.Provenance(Via.UNSUBSCRIBE, "link-" + meaning.name()),
                            ACTOR)
                        .replaceWith(purpose));
  }
}
