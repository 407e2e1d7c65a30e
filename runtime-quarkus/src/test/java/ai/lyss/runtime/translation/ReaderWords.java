package ai.lyss.runtime.translation;

import ai.lyss.domain.chat.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that the readers of a dialect ask a body for: names of fields, and values that they
 * tell from each other.
 */
final class ReaderWords {

  private static final Path DIALECTS =
      Path.of("../adapters-rest/src/main/java/ai/lyss/adapter/rest/dialect");

  private static final Pattern ASKED =
      Pattern.compile(
          "(?:\\bget|textOf|text|is|ignore|equals)\\((?:\\w+, )?\"(\\w+)\"|\"(\\w+)\"\\.equals\\(");

  private static final Pattern LABELS = Pattern.compile("case ((?:\"[^\"]*\"(?:,\\s*)?)+)");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private ReaderWords() {}

  /** Returns them, each once. */
  static Set<String> of(Dialect dialect) {
    var words = new TreeSet<String>();
    try (var files = Files.list(DIALECTS.resolve(dialect.name().toLowerCase(Locale.ROOT)))) {
      for (var file : files.filter(ReaderWords::isReader).toList()) {
        words(Files.readString(file)).forEach(words::add);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return words;
  }

  /** Readers of what is said, not of what routing needs before, nor of what is no chat. */
  private static boolean isReader(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith("Reader.java")
        && !name.matches(".*(Request|Embeddings?|Batch|PassThrough|Form)Reader.*");
  }

  private static Stream<String> words(String code) {
    var asked =
        ASKED
            .matcher(code)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
    var labels =
        LABELS
            .matcher(code)
            .results()
            .flatMap(found -> QUOTED.matcher(found.group(1)).results())
            .map(found -> found.group(1));
    return Stream.concat(asked, labels);
  }
}
