package ai.lyss.adapter.rest.problem;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The answer to the making of a thing, as it is kept to be given again. Immutable.
 *
 * @param location where the thing is
 * @param tag its entity tag
 * @param body the thing as JSON; may hold a secret
 */
public record MadeOnce(String location, String tag, String body) {

  private static final String LOCATION = "location";
  private static final String TAG = "tag";
  private static final String BODY = "body";

  /** Reads the text that {@link #text} wrote. */
  static MadeOnce parse(String text) {
    var kept = new JsonObject(text);
    return new MadeOnce(kept.getString(LOCATION), kept.getString(TAG), kept.getString(BODY));
  }

  /** Returns the text that is kept. */
  public String text() {
    return new JsonObject().put(LOCATION, location).put(TAG, tag).put(BODY, body).encode();
  }

  /** Returns the answer: 201 with the thing. */
  public Response response() {
    return Response.created(URI.create(location))
        .tag(new EntityTag(tag))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body)
        .build();
  }

  /** Shows where the thing is only: the body may hold a secret. */
  @Override
  public String toString() {
    return "MadeOnce[" + location + "]";
  }
}
