package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.MadeOnce;
import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.Repeat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/**
 * Makes things once for each idempotency key, and answers the same to the same request.
 * Thread-safe.
 */
@Singleton
public final class Creations {

  private final ObjectMapper json;
  private final CurrentCaller caller;

  /** Writes answers as JAX-RS does; CDI makes it. */
  @Inject
  public Creations(ObjectMapper json, CurrentCaller caller) {
    this.json = json;
    this.caller = caller;
  }

  /**
   * Makes a thing and answers with it.
   *
   * @param create makes the thing, or knows that it was made
   */
  <T> Response answer(Shape<T> shape, Sent sent, Making<T> create) {
    var acting = caller.acting();
    var key = sent.once(acting);
    if (key.isEmpty()) {
      return Answers.of(create.of(acting, new Repeat.Each<>()), shape::made);
    }
    Function<T, MadeOnce> once = thing -> kept(shape, thing);
    return Answers.of(
        create.of(acting, new Repeat.Once<>(key.get(), thing -> once.apply(thing).text())),
        thing -> once.apply(thing).response());
  }

  private <T> MadeOnce kept(Shape<T> shape, T thing) {
    try {
      return new MadeOnce(
          shape.location(thing),
          EntityVersion.tag(shape.revision().apply(thing)).getValue(),
          json.writeValueAsString(shape.view().apply(thing)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("view: not writable (expected: plain JSON values)", e);
    }
  }

  /** Makes a thing. */
  interface Making<T> {
    Checked<T> of(Acting acting, Repeat<T> repeat);
  }
}
