package ai.lyss.adapter.provider.http.content;

import java.net.URI;

/**
 * What document is asked for.
 *
 * @param url an {@code http} or {@code https} URL with a host
 * @param accept the media types that are wanted, as the header has them
 * @param maxBytes most bytes of the body of a good answer
 * @param millis how long it may take altogether
 */
record Asked(URI url, String accept, int maxBytes, long millis) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Tells whether a URL can be asked for: by HTTP, with a host, and without user information. */
  static boolean isFit(URI url) {
    var scheme = url.getScheme();
    return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
        && url.getHost() != null
        && url.getRawUserInfo() == null;
  }

  boolean tls() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  int port() {
    return url.getPort() >= 0 ? url.getPort() : tls() ? HTTPS : HTTP;
  }

  /** Returns path and query as a request line has them. */
  String target() {
    var path = url.getRawPath();
    var rooted = path == null || path.isEmpty() ? "/" : path;
    return url.getRawQuery() == null ? rooted : rooted + '?' + url.getRawQuery();
  }
}
