package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.provider.Settings;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a vendor of OpenAI's dialect differs from OpenAI. Immutable.
 *
 * @param family whose fields it takes
 * @param traits what it does otherwise
 * @param limitField the field for an output limit that the caller did not set
 * @param keyHeader the header that carries the key, after {@code Bearer} in {@code authorization}
 * @param dropped top-level fields that it refuses, to be left out and named
 * @param unaskable fields beside which it refuses {@code stream_options}
 */
record OpenAiQuirks(
    Family family,
    Set<Trait> traits,
    String limitField,
    String keyHeader,
    Set<String> dropped,
    Set<String> unaskable) {

  /** Whose fields a vendor takes: what a translated request may have beyond the common ones. */
  enum Family {
    /** OpenAI's models, whoever serves them: all fields. */
    OPENAI,
    /** DeepSeek: the fields of its own page, {@code thinking} among them. */
    DEEPSEEK,
    /** Nothing is known: the fields that nearly all vendors share. */
    ANY
  }

  /** What a vendor does otherwise than OpenAI. */
  enum Trait {
    /** {@code stream_options} is refused: usage comes unasked, or not at all. */
    NO_STREAM_OPTIONS,
    /** A stream ends with the answer, once a finish reason was given, and not with a marker. */
    NO_DONE_MARKER,
    /** The output limit goes by one name only; the other would be ignored. */
    ONE_LIMIT_FIELD,
    /** The role {@code developer} is unknown; {@code system} says the same. */
    NO_DEVELOPER_ROLE,
    /** {@code json_schema} is no response format; {@code json_object} is. */
    NO_JSON_SCHEMA,
    /** A message with tool calls must come back with its {@code reasoning_content}. */
    NEEDS_REASONING,
    /** {@code reasoning_content} in a message is refused. */
    REFUSES_REASONING
  }

  static final String MAX_TOKENS = "max_tokens";
  static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
  static final String AUTHORIZATION = "authorization";
  static final String API_KEY = "api-key";

  /** OpenAI itself. */
  static final OpenAiQuirks OPENAI =
      new OpenAiQuirks(
          Family.OPENAI, Set.of(), MAX_COMPLETION_TOKENS, AUTHORIZATION, Set.of(), Set.of());

  /** What is assumed of a vendor nothing is known of. */
  static final OpenAiQuirks COMPATIBLE = OPENAI.of(Family.ANY).limitedBy(MAX_TOKENS);

  /**
   * DeepSeek.
   *
   * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">Thinking mode</a>
   */
  static final OpenAiQuirks DEEPSEEK =
      COMPATIBLE
          .of(Family.DEEPSEEK)
          .with(
              Trait.ONE_LIMIT_FIELD,
              Trait.NO_DEVELOPER_ROLE,
              Trait.NO_JSON_SCHEMA,
              Trait.NEEDS_REASONING);

  /** Copies the sets. */
  OpenAiQuirks {
    traits = Collections.unmodifiableSet(copy(traits));
    dropped = Set.copyOf(dropped);
    unaskable = Set.copyOf(unaskable);
  }

  private static Set<Trait> copy(Collection<Trait> traits) {
    var copy = EnumSet.noneOf(Trait.class);
    copy.addAll(traits);
    return copy;
  }

  private OpenAiQuirks of(Family other) {
    return new OpenAiQuirks(other, traits, limitField, keyHeader, dropped, unaskable);
  }

  /** Returns these quirks with more traits. */
  OpenAiQuirks with(Trait... more) {
    var all = copy(traits);
    all.addAll(Arrays.asList(more));
    return new OpenAiQuirks(family, all, limitField, keyHeader, dropped, unaskable);
  }

  private OpenAiQuirks with(Trait trait, boolean present) {
    var all = copy(traits);
    if (present) {
      all.add(trait);
    } else {
      all.remove(trait);
    }
    return new OpenAiQuirks(family, all, limitField, keyHeader, dropped, unaskable);
  }

  /** Returns these quirks with another field for output limits. */
  OpenAiQuirks limitedBy(String field) {
    return new OpenAiQuirks(family, traits, field, keyHeader, dropped, unaskable);
  }

  /** Returns these quirks with another header for the key. */
  OpenAiQuirks keyedBy(String header) {
    return new OpenAiQuirks(family, traits, limitField, header, dropped, unaskable);
  }

  /** Returns these quirks with these fields refused, and no others. */
  OpenAiQuirks dropping(String... fields) {
    return new OpenAiQuirks(family, traits, limitField, keyHeader, Set.of(fields), unaskable);
  }

  /** Returns these quirks with fields beside which {@code stream_options} is refused. */
  OpenAiQuirks unaskableBeside(String... fields) {
    return new OpenAiQuirks(family, traits, limitField, keyHeader, dropped, Set.of(fields));
  }

  /** Returns these quirks, or those of the preset, with what single settings say otherwise. */
  OpenAiQuirks with(Settings settings) {
    if (settings.values().isEmpty()) {
      return this;
    }
    var row = settings.text(OpenAiSettings.PRESET).flatMap(OpenAiPreset::named);
    var out = row.map(OpenAiPreset::quirks).orElse(this);
    for (var flag : OpenAiSettings.FLAGS.entrySet()) {
      var said = settings.flag(flag.getKey());
      if (said.isPresent()) {
        out = out.with(flag.getValue().trait(), flag.getValue().presentAt(said.get()));
      }
    }
    var replay = settings.text(OpenAiSettings.REASONING_REPLAY);
    if (replay.isPresent()) {
      out = out.with(Trait.NEEDS_REASONING, replay.get().equals(OpenAiSettings.FILL));
      out = out.with(Trait.REFUSES_REASONING, replay.get().equals(OpenAiSettings.DROP));
    }
    out = settings.text(OpenAiSettings.LIMIT_FIELD).map(out::limitedBy).orElse(out);
    out = settings.text(OpenAiSettings.KEY_HEADER).map(out::keyedBy).orElse(out);
    var drops = settings.values().get(OpenAiSettings.DROP_FIELDS);
    return drops == null ? out : out.dropping(texts(drops));
  }

  private static String[] texts(Object value) {
    var list = value instanceof List<?> several ? several : List.of(value);
    return list.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .distinct()
        .toArray(String[]::new);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Tells whether {@code stream_options} is understood, so that usage can be asked for. */
  boolean streamOptions() {
    return !has(Trait.NO_STREAM_OPTIONS);
  }

  /** Tells whether a stream ends with {@code data: [DONE]}. */
  boolean doneMarker() {
    return !has(Trait.NO_DONE_MARKER);
  }

  /** Tells whether a body may need more edits than OpenAI's would. */
  boolean mayEdit(RequestOutline outline) {
    var beside = outline.stream() || outline.streamOptionsSpan() != null;
    return has(Trait.ONE_LIMIT_FIELD)
        || has(Trait.NO_DEVELOPER_ROLE)
        || has(Trait.NO_JSON_SCHEMA)
        || has(Trait.NEEDS_REASONING)
        || has(Trait.REFUSES_REASONING)
        || !dropped.isEmpty()
        || (!unaskable.isEmpty() && beside)
        || (!streamOptions() && outline.streamOptionsSpan() != null);
  }
}
