package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.model.ModelName;
import java.util.regex.Pattern;

/**
 * What a model's name tells of what it takes.
 *
 * @param thinking how it is told how much to reason
 * @param flash whether it is of the quick kind, which can be told to reason hardly or not at all
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
 */
record GeminiQuirks(Thinking thinking, boolean flash) {

  /** How a model is told how much to reason. */
  enum Thinking {
    /** Not at all: before 2.5, and what is no Gemini. */
    NONE,
    /** By a budget of tokens: 2.5. */
    BUDGETS,
    /** By a level; such models insist on the signatures of their calls: since 3. */
    LEVELS
  }

  private static final Pattern VERSION = Pattern.compile("gemini-([0-9]{1,3})(?:\\.([0-9]{1,3}))?");
  private static final Pattern LATEST = Pattern.compile("gemini-[a-z-]+-latest");
  private static final int FIRST_OF_LEVELS = 3;
  private static final int OF_BUDGETS = 2;
  private static final int MINOR_OF_BUDGETS = 5;

  /** Returns those of a model. */
  static GeminiQuirks of(ModelName model) {
    var name = model.value();
    boolean quick = name.contains("flash");
    var version = VERSION.matcher(name);
    if (!version.find()) {
      return new GeminiQuirks(LATEST.matcher(name).find() ? Thinking.LEVELS : Thinking.NONE, quick);
    }
    int major = Integer.parseInt(version.group(1));
    int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
    if (major >= FIRST_OF_LEVELS) {
      return new GeminiQuirks(Thinking.LEVELS, quick);
    }
    boolean budgets = major == OF_BUDGETS && minor >= MINOR_OF_BUDGETS;
    return new GeminiQuirks(budgets ? Thinking.BUDGETS : Thinking.NONE, quick);
  }

  /** Tells whether a call of the present turn must come back with a signature. */
  boolean insistsOnSignatures() {
    return thinking == Thinking.LEVELS;
  }

  /** Tells whether files may stand within a tool's result, and not just beside it. */
  boolean takesFilesInResults() {
    return thinking == Thinking.LEVELS;
  }
}
