package ai.lyss.adapter.rest.caller.token;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where keys are published: an {@code http} or {@code https} URL, or a file of at most 256 KiB.
 * Thread-safe.
 */
public final class KeyPlace implements Supplier<CompletableFuture<String>> {

  /** How large a document of keys may be. */
  public static final int MOST_BYTES = 256 << 10;

  private final String place;
  private final Function<URI, CompletableFuture<byte[]>> documents;

  /**
   * A place.
   *
   * @param documents fetches the document at a URL, as it is there now, without blocking
   * @throws IllegalArgumentException when it is neither a URL nor a path
   */
  public KeyPlace(String place, Function<URI, CompletableFuture<byte[]>> documents) {
    check(place);
    this.place = place.strip();
    this.documents = documents;
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
    return isUrl(place)
        ? documents.apply(URI.create(place)).thenApply(it -> new String(it, StandardCharsets.UTF_8))
        : CompletableFuture.supplyAsync(this::readFile);
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
