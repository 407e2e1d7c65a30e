package ai.lyss.runtime.wiring;

import ai.lyss.adapter.rest.endpoint.ApiPage;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;

/** The pages that people open in a browser. */
final class Pages {

  /** As the relay's routes: after CORS, before Quarkus's authentication. */
  private static final int ORDER = -250;

  void register(@Observes Router router) {
    new ApiPage().register(router, ORDER);
  }
}
