package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.NodeClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The mock vendors of aimock as a process of its own on a free port of loopback. It ends when this
 * is closed, and when the process of the tests does.
 */
final class Aimock implements AutoCloseable {

  /** A request as it came to the mock: names of headers in lower case. */
  record Sent(String path, Map<String, String> headers, String text) {

    JsonObject body() {
      return new JsonObject(text);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedReader output;
  private final String address;

  private Aimock(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader();
    this.address = output.readLine();
    if (address == null) {
      throw new IllegalStateException("aimock ended before it was ready");
    }
  }

  static Aimock start() throws IOException {
    return new Aimock(
        new ProcessBuilder("node", "aimock.mjs", "aimock.json")
            .directory(NodeClient.FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Returns its URL, without a slash at the end. */
  String address() {
    return address;
  }

  /** Returns all requests that came so far, as they came. */
  List<Sent> sent() {
    return objects("/kept").stream().map(Aimock::sent).toList();
  }

  private static Sent sent(JsonObject kept) {
    var headers = new HashMap<String, String>();
    kept.getJsonObject("headers").forEach(each -> headers.put(each.getKey(), "" + each.getValue()));
    return new Sent(kept.getString("path"), headers, kept.getString("body"));
  }

  /** Returns its journal: requests as it understood them, and what it answered. */
  List<JsonObject> journal() {
    return objects("/__aimock/journal");
  }

  private List<JsonObject> objects(String path) {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
      var body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new JsonArray(body).stream().map(JsonObject.class::cast).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
