package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.adapter.rest.problem.ProblemKind;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.function.Function;

/** Reads request bodies strictly: at most 1 MiB, one JSON object, known fields, each once. */
final class Bodies {

  private static final int MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final ObjectReader READER = JSON.readerFor(JsonNode.class);

  private Bodies() {}

  /**
   * Reads a body. Blocks.
   *
   * @param read takes every field that it knows
   * @return what {@code read} made of it
   * @throws ProblemException when the body is too large, no JSON object, or has fields that are
   *     unknown or of the wrong type: all of them at once
   */
  static <T> T read(InputStream body, Function<JsonFields, T> read) {
    return read(bytes(body), read);
  }

  /** Reads a body that has come whole; other parameters as above. */
  static <T> T read(byte[] body, Function<JsonFields, T> read) {
    return read(object(body), read);
  }

  /**
   * Reads what a thing becomes when a patch is put on it.
   *
   * @param patch a JSON merge patch (RFC 7396)
   * @param present the thing as a body would have it
   */
  static <T> T patched(ObjectNode patch, ObjectNode present, Function<JsonFields, T> read) {
    return read(MergePatch.apply(present, patch), read);
  }

  /** Reads a body that is a JSON merge patch. Blocks. */
  static ObjectNode patch(InputStream body) {
    return object(bytes(body));
  }

  /** Returns a body as the JSON object that it was read from. */
  static ObjectNode tree(Object body) {
    return JSON.valueToTree(body);
  }

  /** Reads a body that has been taken apart; other parameters as above. */
  static <T> T read(ObjectNode object, Function<JsonFields, T> read) {
    var faults = new ArrayList<Fault>();
    var fields = new JsonFields(object, JsonPointer.empty(), faults);
    var value = read.apply(fields);
    fields.refuseOthers();
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(faults));
    }
    return value;
  }

  /** Returns the bytes of a body, at most 1 MiB. Blocks. */
  static byte[] bytes(InputStream body) {
    return bytes(body, MAX_BYTES);
  }

  /** Returns the bytes of a body, at most so many. Blocks. */
  static byte[] bytes(InputStream body, int most) {
    try {
      var bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new ProblemException(
            Problem.of(
                ProblemKind.BODY_TOO_LARGE,
                "body: more than " + most + " bytes (expected: at most that)"));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(byte[] bytes) {
    try {
      if (READER.<JsonNode>readValue(bytes) instanceof ObjectNode object) {
        return object;
      }
      throw malformed("body: no object (expected: one JSON object)");
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw malformed(
          place == null
              ? "body: no JSON (expected: one JSON object)"
              : "body: line %d, column %d: no JSON, or a name for the second time (expected: one JSON object)"
                  .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemKind.MALFORMED_JSON, detail));
  }
}
