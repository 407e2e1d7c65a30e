package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.adapter.rest.problem.ProblemKind;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies that are YAML documents as strictly as {@link Bodies}: at most 2 MiB of
 * UTF-8, one document, one object, known fields, each once. Aliases and tags are refused: there is
 * nothing that a document could not say without them, and much that it should not.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a>
 */
final class YamlBodies {

  private static final int MAX_BYTES = 2 << 20;
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          // As YAML 1.2 has it: only true and false are truth values.
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private YamlBodies() {}

  /**
   * Reads a body. Blocks.
   *
   * @param read takes every field that it knows
   * @throws ProblemException when the body is too large, no such document, or has fields that are
   *     unknown or of the wrong type: all of them at once
   */
  static <T> T read(InputStream body, Function<JsonFields, T> read) {
    var text = text(Bodies.bytes(body, MAX_BYTES));
    try (YAMLParser parser = YAML.createParser(text)) {
      return Bodies.read(new YamlTree(parser).object(), read);
    } catch (JacksonException e) {
      throw malformed(unreadable(text, e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed("body: no UTF-8 (expected: YAML in UTF-8)");
    }
  }

  /** The text itself is not shown: it may hold secrets. */
  private static String unreadable(String text, @Nullable JsonLocation place) {
    int tab = indentedByTab(text);
    if (tab > 0) {
      return "body: line %d: a tab to indent with (expected: blanks)".formatted(tab);
    }
    return place == null || place.getLineNr() < 1
        ? "body: no YAML (expected: one YAML document)"
        : "body: line %d, column %d: no YAML (expected: one YAML document)"
            .formatted(place.getLineNr(), place.getColumnNr());
  }

  /** Returns the number of the first line that a tab indents; 0 when there is none. */
  private static int indentedByTab(String text) {
    var lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
        return i + 1;
      }
    }
    return 0;
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemKind.MALFORMED_YAML, detail));
  }
}
