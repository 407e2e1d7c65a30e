package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.store.Revision;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;

/**
 * How things of one kind are answered with, whatever was asked. Immutable.
 *
 * @param path the collection's path
 * @param id tells a thing's id
 * @param revision tells its revision
 * @param view makes what is shown of it
 */
record Shape<T>(
    String path, Function<T, UUID> id, Function<T, Revision> revision, Function<T, Object> view) {

  /** Returns where a thing is. */
  String location(T thing) {
    return path + "/" + id.apply(thing);
  }

  /** Returns 201 with the thing and where it is from now on. */
  Response made(T thing) {
    return Response.created(URI.create(location(thing)))
        .tag(EntityVersion.tag(revision.apply(thing)))
        .entity(view.apply(thing))
        .build();
  }

  /** Returns 200 with the thing and its version. */
  Response shown(T thing) {
    return Response.ok(view.apply(thing)).tag(EntityVersion.tag(revision.apply(thing))).build();
  }
}
