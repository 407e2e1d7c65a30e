package ai.lyss.adapter.rest.caller;

import ai.lyss.application.usecase.Acting;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Holds who is at work in this request, from the filter to the resource. One a request. */
@RequestScoped
public class CurrentCaller {

  private @Nullable Acting acting;

  /** Returns who is at work; a resource that is reached without the filter is a bug. */
  public Acting acting() {
    if (acting == null) {
      throw new IllegalStateException("caller: none (expected: the filter has let one in)");
    }
    return acting;
  }

  /** Lets somebody in. */
  void letIn(Acting known) {
    acting = known;
  }
}
