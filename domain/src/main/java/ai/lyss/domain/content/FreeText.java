package ai.lyss.domain.content;

import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A tool that takes free text, where tools are functions: the text is the one member of its
 * arguments. An object of this class reads the arguments of one call back into the text, piece by
 * piece, so that a stream stays one; what a model wrote in another form is the text as it stands.
 * Not thread-safe.
 */
public final class FreeText {

  /** The member that holds the text. */
  public static final String MEMBER = "input";

  private static final RawJson PARAMETERS =
      RawJson.of(
          "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
              + "\"required\":[\"input\"]}");

  /** What stands before the text, but for white space between its words. */
  private static final String FRONT = "{\"" + MEMBER + "\":\"";

  private static final int AFTER_NAME = MEMBER.length() + 3;
  private static final int HEX = 16;
  private static final int HEX_DIGITS = 4;

  private enum State {
    BEFORE,
    TEXT,
    ESCAPE,
    CODE,
    OVER,
    /** Arguments of another form: they are kept until they are whole. */
    OTHER
  }

  private final StringBuilder front = new StringBuilder();
  private State state = State.BEFORE;
  private int matched;
  private int code;
  private int digits;

  /** A reader of the arguments of one call. */
  public FreeText() {}

  /**
   * Returns the function that stands for a tool. Nothing holds the text to its grammar: the
   * description asks for it.
   */
  public static Tool.Function asFunction(Tool.Custom tool) {
    var grammar = grammar(tool.format());
    var description = tool.description();
    if (grammar != null) {
      description = description == null ? grammar : description + "\n\n" + grammar;
    }
    return new Tool.Function(tool.name(), description, PARAMETERS, null, null);
  }

  private static @Nullable String grammar(@Nullable RawJson format) {
    if (format == null || !isGrammar(format.tree())) {
      return null;
    }
    var inner = format.tree().get("grammar");
    var grammar = inner == null ? format.tree() : inner;
    var syntax = grammar.textOf("syntax");
    var definition = grammar.textOf("definition");
    return "The input must follow this "
        + (syntax == null ? "" : syntax + " ")
        + "grammar:\n"
        + (definition == null ? format.text() : definition);
  }

  /** Tells whether a format, as OpenAI has them, is more than any text. */
  public static boolean isGrammar(JsonTree format) {
    return !"text".equals(format.textOf("type"));
  }

  /** Returns arguments that hold this text, which is a JSON string. */
  public static RawJson arguments(RawJson text) {
    return RawJson.of("{\"" + MEMBER + "\":" + text.text() + "}");
  }

  /** Returns the text that whole arguments hold. */
  public static String of(String arguments) {
    var reader = new FreeText();
    return reader.add(JsonChars.of(arguments)) + reader.end();
  }

  /** Takes the next part of the arguments; returns the text in it, possibly none. */
  public String add(JsonChars part) {
    var text = new StringBuilder();
    var said = part.text();
    for (int i = 0; i < said.length(); i++) {
      next(said.charAt(i), text);
    }
    return text.toString();
  }

  private void next(char c, StringBuilder text) {
    switch (state) {
      case BEFORE -> before(c);
      case TEXT -> {
        switch (c) {
          case '"' -> state = State.OVER;
          case '\\' -> state = State.ESCAPE;
          default -> text.append(c);
        }
      }
      case ESCAPE -> escaped(c, text);
      case CODE -> {
        code = HEX * code + Math.max(0, Character.digit(c, HEX));
        if (++digits == HEX_DIGITS) {
          text.append((char) code);
          state = State.TEXT;
        }
      }
      case OVER -> {} // no more than white space and a brace, or what nobody asked for
      case OTHER -> front.append(c);
    }
  }

  private void before(char c) {
    front.append(c);
    if (c == FRONT.charAt(matched)) {
      matched++;
      state = matched == FRONT.length() ? State.TEXT : State.BEFORE;
    } else if (!isBetweenWords() || " \t\n\r".indexOf(c) < 0) {
      state = State.OTHER;
    }
  }

  private boolean isBetweenWords() {
    return matched <= 1 || matched >= AFTER_NAME;
  }

  private void escaped(char c, StringBuilder text) {
    state = State.TEXT;
    switch (c) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        code = digits = 0;
        state = State.CODE;
      }
      default -> text.append(c);
    }
  }

  /** The arguments are over: returns the rest of the text, possibly none. */
  public String end() {
    var said = front.toString();
    if (state != State.OTHER) {
      return "";
    }
    var bytes = said.getBytes(StandardCharsets.UTF_8);
    var tree = JsonTree.read(bytes, 0, bytes.length, fault -> {});
    if (tree == null || !tree.isObject()) {
      return said;
    }
    var text = tree.textOf(MEMBER);
    return text != null ? text : tree.children().isEmpty() ? "" : said;
  }
}
