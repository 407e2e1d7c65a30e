package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.access.Secret;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, taken one by one. A field of the wrong type is noted and taken as
 * absent; what nobody took is unknown, and noted by {@link #refuseOthers}. Null and absent are the
 * same. Not thread-safe; one object a body.
 */
final class JsonFields {

  private static final int MAX_SHOWN = 64;

  /** More would say nothing, and cost much to write out. */
  private static final int MAX_SCALE = 40;

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

  private final ObjectNode object;
  private final JsonPointer where;
  private final List<Fault> faults;
  private final Set<String> taken = new HashSet<>();

  JsonFields(ObjectNode object, JsonPointer where, List<Fault> faults) {
    this.object = object;
    this.where = where;
    this.faults = faults;
  }

  /** Takes a text. */
  @Nullable String text(String name) {
    var value = take(name);
    return value == null ? null : text(at(name), value);
  }

  /** Takes a truth value. */
  @Nullable Boolean flag(String name) {
    var value = take(name);
    if (value != null && !value.isBoolean()) {
      wrong(at(name), value, "true or false");
      return null;
    }
    return value == null ? null : value.booleanValue();
  }

  /** Takes a whole number of 64 bits. */
  @Nullable Long whole(String name) {
    var value = take(name);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
      wrong(at(name), value, "a whole number of 64 bits");
      return null;
    }
    return value == null ? null : value.longValue();
  }

  /** Takes a whole number of 32 bits. */
  @Nullable Integer small(String name) {
    var value = take(name);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
      wrong(at(name), value, "a whole number of 32 bits");
      return null;
    }
    return value == null ? null : value.intValue();
  }

  /** Takes a decimal number, exactly; a text that spells one will do. */
  @Nullable BigDecimal decimal(String name) {
    var value = take(name);
    return value == null ? null : decimal(at(name), value);
  }

  /** Takes a list of decimal numbers. */
  @Nullable List<@Nullable BigDecimal> decimals(String name) {
    return list(name, JsonFields::decimal);
  }

  /** Takes a list of texts. */
  @Nullable List<@Nullable String> texts(String name) {
    return list(name, JsonFields::text);
  }

  /** Takes a list of objects, each read by {@code read}, which takes all it knows. */
  <T> @Nullable List<@Nullable T> objects(String name, Function<JsonFields, T> read) {
    return list(
        name,
        (fields, place, element) -> {
          if (!(element instanceof ObjectNode inner)) {
            fields.wrong(place, element, "an object");
            return null;
          }
          return fields.inside(inner, place, read);
        });
  }

  /** Takes an object that is read by {@code read}, which takes all it knows. */
  <T> @Nullable T object(String name, Function<JsonFields, T> read) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ObjectNode inner)) {
      wrong(at(name), value, "an object");
      return null;
    }
    return inside(inner, at(name), read);
  }

  /** Takes an object of secrets: texts, or JSON objects that are kept as their text. */
  @Nullable Map<String, @Nullable Secret> secrets(String name) {
    return map(name, JsonFields::secret);
  }

  /** Takes an object of any JSON values. */
  @Nullable Map<String, @Nullable Object> values(String name) {
    return map(name, (fields, place, value) -> JsonValues.plain(value));
  }

  /** Notes every field that was not taken. */
  void refuseOthers() {
    for (var field : object.properties()) {
      var name = field.getKey();
      if (!taken.contains(name)) {
        var shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
        var known = String.join(", ", new TreeSet<>(taken));
        note(at(name), Kind.UNKNOWN, "%s: unknown (expected: of %s)".formatted(shown, known));
      }
    }
  }

  private <T> T inside(ObjectNode inner, JsonPointer place, Function<JsonFields, T> read) {
    var inside = new JsonFields(inner, place, faults);
    var value = read.apply(inside);
    inside.refuseOthers();
    return value;
  }

  private @Nullable JsonNode take(String name) {
    taken.add(name);
    var value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private @Nullable String text(JsonPointer place, JsonNode value) {
    if (!value.isTextual()) {
      wrong(place, value, "a text");
      return null;
    }
    return value.textValue();
  }

  private @Nullable BigDecimal decimal(JsonPointer place, JsonNode value) {
    if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
      return new BigDecimal(value.textValue());
    }
    if (value.isNumber() && Math.abs(value.decimalValue().scale()) <= MAX_SCALE) {
      return value.decimalValue();
    }
    wrong(place, value, "a decimal number");
    return null;
  }

  private @Nullable Secret secret(JsonPointer place, JsonNode value) {
    if (value.isObject()) {
      return Secret.of(value.toString());
    }
    var text = text(place, value);
    return text == null ? null : Secret.of(text);
  }

  private <T> @Nullable List<@Nullable T> list(String name, Element<T> element) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      wrong(at(name), value, "a list");
      return null;
    }
    var list = new ArrayList<@Nullable T>();
    for (int i = 0; i < value.size(); i++) {
      var each = value.get(i);
      list.add(each.isNull() ? null : element.of(this, at(name).appendIndex(i), each));
    }
    return list;
  }

  private <T> @Nullable Map<String, @Nullable T> map(String name, Element<T> element) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      wrong(at(name), value, "an object");
      return null;
    }
    var map = new LinkedHashMap<String, @Nullable T>();
    for (var field : value.properties()) {
      var place = at(name).appendProperty(field.getKey());
      var each = field.getValue();
      map.put(field.getKey(), each.isNull() ? null : element.of(this, place, each));
    }
    return map;
  }

  private JsonPointer at(String name) {
    return where.appendProperty(name);
  }

  /** The value itself is not shown: it may be a secret in the wrong place. */
  private void wrong(JsonPointer place, JsonNode value, String expected) {
    var type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    note(place, Kind.MALFORMED, "%s: %s (expected: %s)".formatted(place, type, expected));
  }

  private void note(JsonPointer place, Kind kind, String message) {
    faults.add(Fault.of(new FieldProblem(place.toString(), kind, message)));
  }

  /** Reads one element of a list or an object that is not null; null when it is noted as wrong. */
  private interface Element<T> {
    @Nullable T of(JsonFields fields, JsonPointer place, JsonNode value);
  }
}
