package ai.lyss.adapter.rest.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives an example to every body that is taken or answered with, from the example of its schema:
 * that of a stored thing is what makes it and what storing adds, that of a page holds one thing.
 * Not thread-safe; one object a document.
 */
final class OpenApiExamples {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final String USUAL = "usual";
  private static final String STORED = "Stored";
  private static final String PAGE = "Page";
  private static final String ITEMS = "items";
  private static final String MADE = "2026-11-23T09:00:00Z";

  private final Map<String, Schema> schemas;

  private OpenApiExamples(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  /** Completes the bodies of all operations. */
  static void complete(OpenAPI document) {
    var components = document.getComponents();
    var known = components == null ? null : components.getSchemas();
    var examples = new OpenApiExamples(known == null ? Map.of() : known);
    examples.compose();
    for (var item : document.getPaths().getPathItems().values()) {
      item.getOperations().values().forEach(examples::complete);
    }
  }

  private void compose() {
    schemas.forEach(
        (name, schema) -> {
          if (name.startsWith(STORED)) {
            of(name.substring(STORED.length()))
                .ifPresent(body -> schema.setExamples(List.of(stored(name, body))));
          }
        });
    schemas.forEach(
        (name, schema) -> {
          if (name.endsWith(PAGE)) {
            item(schema).flatMap(this::of).ifPresent(it -> schema.setExamples(List.of(page(it))));
          }
        });
  }

  private static Map<String, Object> stored(String name, Map<String, Object> body) {
    var stored = new LinkedHashMap<String, @Nullable Object>();
    stored.put("id", AdministrationParameters.SOME_ID);
    stored.putAll(body);
    switch (name) {
      case "StoredProvider" ->
          stored.put("credential", Map.of("set", true, "hint", "…mple", "key_id", "k1"));
      case "StoredKey" -> {
        stored.put("revoked_at", null);
        stored.put("hint", "…9xQ2");
      }
      default -> {}
    }
    stored.put("created_at", MADE);
    stored.put("updated_at", MADE);
    stored.put("version", 0);
    return stored;
  }

  private static Map<String, Object> page(Map<String, Object> item) {
    var page = new LinkedHashMap<String, @Nullable Object>();
    page.put(ITEMS, List.of(item));
    page.put("next_cursor", null);
    return page;
  }

  private static Optional<String> item(Schema page) {
    var properties = page.getProperties();
    var items = properties == null ? null : properties.get(ITEMS);
    return items == null || items.getItems() == null ? Optional.empty() : name(items.getItems());
  }

  private void complete(Operation operation) {
    if (operation.getRequestBody() != null) {
      complete(operation.getRequestBody().getContent(), operation);
    }
    if (operation.getResponses() != null) {
      operation
          .getResponses()
          .getAPIResponses()
          .forEach((status, answer) -> complete(answer.getContent(), operation));
    }
  }

  private void complete(@Nullable Content content, Operation operation) {
    if (content == null || content.getMediaTypes() == null) {
      return;
    }
    for (var media : content.getMediaTypes().values()) {
      var schema = media.getSchema();
      if (schema != null && (media.getExamples() == null || media.getExamples().isEmpty())) {
        name(schema)
            .flatMap(this::of)
            .map(example -> shown(example, operation))
            .ifPresent(
                example -> media.addExample(USUAL, OASFactory.createExample().value(example)));
      }
    }
  }

  /** The answer to the making of a key is the only one that shows it. */
  private static Map<String, Object> shown(Map<String, Object> example, Operation operation) {
    if (!"createKey".equals(operation.getOperationId()) || !example.containsKey("hint")) {
      return example;
    }
    var made = new LinkedHashMap<>(example);
    made.put("key", "sk-lyss-4Jd7…9xQ2");
    return made;
  }

  private Optional<Map<String, Object>> of(String name) {
    var schema = schemas.get(name);
    var examples = schema == null ? null : schema.getExamples();
    return examples == null || examples.isEmpty()
        ? Optional.empty()
        : Optional.of(object(new ArrayList<>(examples).getFirst()));
  }

  private static Map<String, Object> object(Object example) {
    try {
      return example instanceof String text
          ? JSON.readValue(text, OBJECT)
          : JSON.convertValue(example, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("example: no JSON (expected: an object)", e);
    }
  }

  private static Optional<String> name(Schema schema) {
    var ref = schema.getRef();
    return ref == null ? Optional.empty() : Optional.of(ref.substring(ref.lastIndexOf('/') + 1));
  }
}
