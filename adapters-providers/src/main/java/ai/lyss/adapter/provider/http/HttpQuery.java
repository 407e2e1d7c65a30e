package ai.lyss.adapter.provider.http;

import java.util.List;

/**
 * A question to a vendor, a GET.
 *
 * @param path what follows the path of the base URL, with its leading slash, and a query if any
 * @param headers all headers but those of HTTP itself; hold the credential
 */
public record HttpQuery(String path, List<HttpHeader> headers) {

  @Override
  public String toString() {
    return "HttpQuery[" + path + "]";
  }
}
