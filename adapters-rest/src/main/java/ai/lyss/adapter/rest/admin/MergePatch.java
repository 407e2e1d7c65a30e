package ai.lyss.adapter.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Puts JSON merge patches on JSON objects.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396#section-2">RFC 7396, section 2</a>
 */
final class MergePatch {

  private MergePatch() {}

  /** Returns the target with the patch on it; neither is changed. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    return merged(target, patch);
  }

  private static ObjectNode merged(@Nullable JsonNode target, ObjectNode patch) {
    var result =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (var field : patch.properties()) {
      var value = field.getValue();
      if (value.isNull()) {
        result.remove(field.getKey());
      } else if (value instanceof ObjectNode inner) {
        result.set(field.getKey(), merged(result.get(field.getKey()), inner));
      } else {
        result.set(field.getKey(), value.deepCopy());
      }
    }
    return result;
  }
}
