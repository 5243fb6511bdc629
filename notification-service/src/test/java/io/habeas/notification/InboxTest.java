package io.habeas.notification;

import io.habeas.contract.testing.StrictInbox;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** The door through which other services tell what happened. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class InboxTest extends StrictInbox {

  InboxTest() {
    super("notification");
  }
}
