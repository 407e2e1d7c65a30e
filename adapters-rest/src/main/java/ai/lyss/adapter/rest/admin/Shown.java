package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.store.Revision;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** Answers that show one thing with its version. */
final class Shown {

  private Shown() {}

  /** Returns 201 with the thing and where it is from now on. */
  static Response made(String collection, UUID id, Revision revision, Object view) {
    return Response.created(URI.create(collection + "/" + id))
        .tag(EntityVersion.tag(revision))
        .entity(view)
        .build();
  }

  /** Returns 200 with the thing. */
  static Response read(Revision revision, Object view) {
    return Response.ok(view).tag(EntityVersion.tag(revision)).build();
  }
}
