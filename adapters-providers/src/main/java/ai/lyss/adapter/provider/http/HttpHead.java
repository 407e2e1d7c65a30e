package ai.lyss.adapter.provider.http;

import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The head of a vendor's answer. Immutable. */
public final class HttpHead {

  private static final String CONTENT_TYPE = "content-type";

  private final int status;
  private final MultiMap headers;

  /** A head of this status with these headers, which nobody changes. */
  public HttpHead(int status, MultiMap headers) {
    this.status = status;
    this.headers = headers;
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the first value of a header, whatever the case of its name; null when it is absent. */
  public @Nullable String header(CharSequence name) {
    return headers.get(name);
  }

  /** Returns the content type as it was sent; null when there was none. */
  public @Nullable String contentType() {
    return headers.get(CONTENT_TYPE);
  }

  /** Tells whether the content type, parameters left out, is {@code type}, given in lower case. */
  public boolean typeIs(String type) {
    var sent = contentType();
    if (sent == null || !sent.regionMatches(true, 0, type, 0, type.length())) {
      return false;
    }
    var rest = sent.substring(type.length()).stripLeading();
    return rest.isEmpty() || rest.startsWith(";");
  }

  /** Tells whether the content type is JSON, {@code +json} included. */
  public boolean isJson() {
    var sent = contentType();
    return typeIs("application/json")
        || (sent != null
            && sent.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().endsWith("+json"));
  }
}
