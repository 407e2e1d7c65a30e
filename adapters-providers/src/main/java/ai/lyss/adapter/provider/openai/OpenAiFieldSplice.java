package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonMembers.Member;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fits a body to a vendor that does not take all of OpenAI's fields: some go by another name, some
 * are emulated, some are left out. Nothing that a caller gave goes missing without being named.
 *
 * @param dropped JSON pointers to what is left out
 * @param usageAskable whether nothing in the body keeps {@code stream_options} from being added
 */
record OpenAiFieldSplice(List<String> dropped, boolean usageAskable) {

  /** Nothing left out, nothing in the way. */
  static final OpenAiFieldSplice UNTOUCHED = new OpenAiFieldSplice(List.of(), true);

  private static final byte[] JSON_OBJECT = utf8("{\"type\":\"json_object\"}");

  /** Asks in words for what {@code json_schema} would hold the model to; the schema follows. */
  static final String SCHEMA_INSTRUCTION =
      "Answer with one JSON object and nothing else. It must be valid against this JSON Schema: ";

  /** Adds the edits that the quirks ask for. */
  static OpenAiFieldSplice fit(ChatRequest request, OpenAiQuirks quirks, JsonSplice splice) {
    return new Fitting(request, quirks, splice).fit();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Fitting {
    private final byte[] body;
    private final @Nullable JsonSpan limitSpan;
    private final OpenAiQuirks quirks;
    private final JsonSplice splice;
    private final JsonMembers fields;
    private final Set<Member> removed = new HashSet<>();
    private final List<String> dropped = new ArrayList<>();

    Fitting(ChatRequest request, OpenAiQuirks quirks, JsonSplice splice) {
      this.body = request.body();
      this.limitSpan = request.outline().outputLimitSpan();
      this.quirks = quirks;
      this.splice = splice;
      this.fields = JsonMembers.read(body, new JsonCursor(body));
    }

    OpenAiFieldSplice fit() {
      boolean askable = fields.all().stream().noneMatch(f -> quirks.unaskable().contains(f.name()));
      for (var field : fields.all()) {
        boolean refused = quirks.dropped().contains(field.name());
        boolean options = field.name().equals("stream_options");
        if (refused || (options && !(askable && quirks.streamOptions()))) {
          removed.add(field);
          if (field.kind() != JsonKind.NULL) {
            name("/" + field.name());
          }
        }
      }
      if (quirks.has(Trait.ONE_LIMIT_FIELD)) {
        oneLimit();
      }
      var schema = quirks.has(Trait.NO_JSON_SCHEMA) ? schema() : null;
      messages(schema);
      fields.remove(splice, removed::contains);
      return new OpenAiFieldSplice(List.copyOf(dropped), askable);
    }

    private void name(String pointer) {
      if (!dropped.contains(pointer)) {
        dropped.add(pointer);
      }
    }

    /** Of two limits at least one is null, and the one that counts is in the outline. */
    private void oneLimit() {
      var limit = quirks.limitField();
      var other =
          limit.equals(OpenAiQuirks.MAX_TOKENS)
              ? OpenAiQuirks.MAX_COMPLETION_TOKENS
              : OpenAiQuirks.MAX_TOKENS;
      var named = fields.find(limit);
      var misnamed = fields.find(other);
      if (misnamed == null) {
        return;
      }
      if (named != null && !misnamed.value().equals(limitSpan)) {
        removed.add(misnamed);
        return;
      }
      JsonMembers.rename(splice, misnamed, limit);
      if (named != null) {
        removed.add(named);
      }
    }

    /** Asks for any JSON object in place of one with a schema; returns the schema's text. */
    private @Nullable String schema() {
      var format = fields.find("response_format");
      if (format == null || format.kind() != JsonKind.OBJECT || removed.contains(format)) {
        return null;
      }
      var inner = JsonMembers.at(body, format.value());
      var type = inner.find("type");
      var wrapper = inner.find("json_schema");
      if (type == null || !inner.isText(type, "json_schema") || wrapper == null) {
        return null;
      }
      splice.replace(format.value(), JSON_OBJECT);
      for (var member : inner.all()) {
        if (!member.name().equals("type") && member.kind() != JsonKind.NULL) {
          name("/response_format/" + member.name());
        }
      }
      var schema =
          wrapper.kind() == JsonKind.OBJECT
              ? JsonMembers.at(body, wrapper.value()).find("schema")
              : null;
      var span = schema == null ? wrapper.value() : schema.value();
      return new String(body, span.start(), span.end() - span.start(), StandardCharsets.UTF_8);
    }

    private void messages(@Nullable String schema) {
      var messages = fields.find("messages");
      if (messages == null || messages.kind() != JsonKind.ARRAY) {
        return;
      }
      var edits = new OpenAiMessageSplice(body, quirks, splice, thinks());
      edits.fit(messages.value()).forEach(this::name);
      if (schema != null) {
        edits.precede(messages.value(), SCHEMA_INSTRUCTION + schema);
      }
    }

    /** Tells whether reasoning was not switched off. */
    private boolean thinks() {
      var thinking = fields.find("thinking");
      if (thinking == null || thinking.kind() != JsonKind.OBJECT) {
        return true;
      }
      var inner = JsonMembers.at(body, thinking.value());
      var type = inner.find("type");
      return type == null || !inner.isText(type, "disabled");
    }
  }
}
