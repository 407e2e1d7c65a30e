package ai.lyss.adapter.rest.caller.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where keys are published: an {@code http} or {@code https} URL, or a file. Redirects are not
 * followed; more than 256 KiB is refused. Thread-safe.
 */
public final class KeyPlace implements Supplier<CompletableFuture<String>> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 256 << 10;

  private final String place;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A place.
   *
   * @throws IllegalArgumentException when it is neither a URL nor a path
   */
  public KeyPlace(String place) {
    check(place);
    this.place = place.strip();
  }

  /**
   * Checks that this may be a place.
   *
   * @throws IllegalArgumentException when it is neither a URL nor a path
   */
  public static void check(String place) {
    if (isUrl(place.strip())) {
      var uri = URI.create(place.strip());
      if (uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException("a URL (expected: with a host, without user info)");
      }
    } else {
      path(place.strip());
    }
  }

  private static boolean isUrl(String place) {
    return place.startsWith("https://") || place.startsWith("http://");
  }

  private static Path path(String place) {
    try {
      return place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a path (expected: of a file)", e);
    }
  }

  /** Fetches what is there now. */
  @Override
  public CompletableFuture<String> get() {
    return isUrl(place) ? fetch() : CompletableFuture.supplyAsync(this::readFile);
  }

  private CompletableFuture<String> fetch() {
    var request =
        HttpRequest.newBuilder(URI.create(place))
            .timeout(PATIENCE)
            .header("accept", "application/json")
            .build();
    return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                    "status " + answer.statusCode() + " (expected: 200)");
              }
              return answer.body();
            });
  }

  private String readFile() {
    var file = path(place);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalStateException("a file of more than " + MOST_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
