package ai.lyss.runtime.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the documents are. */
public final class Repository {

  private Repository() {}

  /** Returns the root of the working copy, found from the folder the tests run in. */
  public static Path root() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("README.md"))
          && Files.isDirectory(folder.resolve("runtime-quarkus"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "working folder: " + Path.of("").toAbsolutePath() + " (expected: within the repository)");
  }

  /** Returns all pages that people read. */
  static List<Page> pages() throws IOException {
    try (var top = Files.list(root());
        var docs = Files.walk(root().resolve("docs"));
        var hidden = Files.list(root().resolve(".github"))) {
      return Stream.of(top, docs, hidden)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .toList();
    }
  }
}
