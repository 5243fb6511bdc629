package io.habeas.notification.calllist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What came of a call. */
public enum CallOutcome {
  /** The person was told. */
  @JsonProperty("reached")
  REACHED,
  /** It rang and nobody answered. */
  @JsonProperty("no-answer")
  NO_ANSWER,
  @JsonProperty("busy")
  BUSY,
  /** Somebody else answers there. */
  @JsonProperty("wrong-number")
  WRONG_NUMBER,
  /** The person wants no calls from us. */
  @JsonProperty("do-not-call")
  DO_NOT_CALL,
  /** The person wants to be called at another time. */
  @JsonProperty("call-back")
  CALL_BACK
}
