package io.habeas.notification.concern;

import io.habeas.notification.NotificationFailure;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;

/** What another service's answer means here. */
interface Peer {
  /** Nobody there of that id, or nobody there at all. */
  static <T> Uni<T> answered(Uni<T> question) {
    return question
        .onFailure()
        .transform(
            failure -> {
              if (failure instanceof WebApplicationException answer
                  && answer.getResponse().getStatus() == 404) {
                return new Missing();
              }
              Logger.getLogger(Peer.class)
                  .warnf("nobody tells what concerns a subject: %s", failure);
              return new NotificationFailure.PeerUnavailable();
            });
  }
}
