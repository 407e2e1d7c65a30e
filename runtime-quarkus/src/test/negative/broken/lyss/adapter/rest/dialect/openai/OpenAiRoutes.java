package broken.lyss.adapter.rest.dialect.openai;

import io.vertx.ext.web.Router;
import jakarta.ws.rs.Path;

/** Makes its own routes, in both ways there are. */
@Path("/v1")
public class OpenAiRoutes {
  void register(Router router) {
    router.get("/v1/models").handler(context -> context.response().end());
  }
}
