package ai.lyss.adapter.rest.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The page that shows the description of the API, open to everybody. Its files are the artifact's
 * own, and browsers are told to ask nobody else for anything. Immutable.
 *
 * @see <a href="https://redocly.com/docs/redoc">ReDoc</a>
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
public final class ApiPage {

  private static final String PATH = "/redoc";
  private static final String FILE = PATH + "/index.html";
  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final String OWN_FILES_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src blob:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Makes the page. */
  public ApiPage() {}

  /** Puts the page on the router, before the files themselves are served. */
  public void register(Router router, int order) {
    router.get(PATH + "/*").order(order).handler(ApiPage::serve);
  }

  private static void serve(RoutingContext context) {
    context.response().putHeader(POLICY, OWN_FILES_ONLY);
    var path = context.normalizedPath();
    if (path.equals(PATH) || path.equals(PATH + "/")) {
      context.reroute(FILE);
    } else {
      context.next();
    }
  }
}
