package ai.lyss.runtime.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown page, taken apart as far as it can be checked. A fenced block is an example when the
 * line before it is {@code <!-- example: name -->}; tests run examples by their names.
 *
 * @param file where it is
 * @param prose its lines outside of fenced blocks
 * @param blocks its fenced blocks, fences left out
 * @param examples those of the blocks that have a name
 */
public record Page(
    Path file, List<String> prose, List<String> blocks, Map<String, String> examples) {

  private static final String FENCE = "```";
  private static final Pattern MARK = Pattern.compile("<!-- example: ([a-z-]+) -->");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.*)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Reads a page of the repository, by its path from the root. */
  public static Page of(String path) {
    return read(Repository.root().resolve(path));
  }

  /** Reads a page. */
  static Page read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a page apart. */
  static Page parse(Path file, List<String> lines) {
    var prose = new ArrayList<String>();
    var blocks = new ArrayList<String>();
    var examples = new LinkedHashMap<String, String>();
    StringBuilder block = null;
    String name = null;
    for (var line : lines) {
      boolean fence = line.startsWith(FENCE);
      if (block == null && fence) {
        block = new StringBuilder();
      } else if (block == null) {
        prose.add(line);
        name = nameIn(line);
      } else if (fence) {
        blocks.add(block.toString());
        if (name != null) {
          examples.put(name, block.toString());
        }
        block = null;
        name = null;
      } else {
        block.append(line).append('\n');
      }
    }
    return new Page(file, prose, blocks, examples);
  }

  /** Returns the targets of its links and images, in their order. */
  List<String> links() {
    return prose.stream()
        .map(line -> CODE.matcher(line).replaceAll(""))
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1))
        .toList();
  }

  /** Returns the depths of its headings, in their order. */
  List<Integer> headingDepths() {
    return prose.stream()
        .map(HEADING::matcher)
        .filter(heading -> heading.matches())
        .map(heading -> heading.group(1).length())
        .toList();
  }

  /** Returns what links to its headings say after the {@code #}. */
  List<String> anchors() {
    return prose.stream()
        .map(HEADING::matcher)
        .filter(heading -> heading.matches())
        .map(heading -> heading.group(2).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Returns all that is set as code: spans in the prose, and the lines of blocks. */
  List<String> code() {
    var code = new ArrayList<String>();
    prose.forEach(line -> CODE.matcher(line).results().forEach(span -> code.add(span.group(1))));
    blocks.forEach(block -> block.lines().forEach(code::add));
    return code;
  }

  private static @Nullable String nameIn(String line) {
    var mark = MARK.matcher(line);
    return mark.matches() ? mark.group(1) : null;
  }
}
