package ai.lyss.adapter.provider.http;

import java.util.List;

/**
 * A request as it goes to a vendor, a POST.
 *
 * @param path what follows the path of the base URL, with its leading slash, and a query if any
 * @param headers all headers but those the transport sets: host and content length
 * @param body the body; nobody changes the array
 * @param dropped JSON pointers to what of the caller's request is not in it
 */
public record HttpCall(String path, List<HttpHeader> headers, byte[] body, List<String> dropped)
    implements VendorRequest {

  /** A request with all that the caller sent. */
  public HttpCall(String path, List<HttpHeader> headers, byte[] body) {
    this(path, headers, body, List.of());
  }

  @Override
  public String toString() {
    return "HttpCall[" + path + ", " + body.length + " bytes]";
  }
}
