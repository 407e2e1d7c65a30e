package ai.lyss.runtime.architecture;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles that files of a kind of folder may have: all there is to change when a kind of folder
 * gets a new role (and an ADR that says why).
 */
final class Roles {

  /** Of a vendor that is translated to: five files. */
  private static final Set<String> TRANSLATING =
      Set.of(
          "Protocol",
          "Wire",
          "Treatments",
          "RequestTranslator",
          "MessageTranslator",
          "PartTranslator",
          "ToolTranslator",
          "MediaTranslator",
          "OptionTranslator",
          "Schema",
          "Effort",
          "AnswerTranslator",
          "ResponseTranslator",
          "StreamTranslator",
          "Blocks",
          "EmbeddingsTranslator",
          "Extras");

  /** Of a vendor whose dialect callers speak: edits on the way there, readers on the way back. */
  private static final Set<String> SPLICING =
      Set.of(
          "Quirks",
          "Preset",
          "Account",
          "Address",
          "AzureAddress",
          "RequestSplice",
          "EmbeddingsSplice",
          "EmbeddingsReader",
          "PassThroughSplice",
          "PassThroughFacts",
          "PassThroughReader",
          "PassThroughStreamReader",
          "ResponsesSplice",
          "ResponsesFacts",
          "ResponsesStreamReader",
          "ResponsesWholeReader",
          "FieldSplice",
          "MessageSplice",
          "CallIds",
          "Head",
          "WholeReader",
          "BodyTail",
          "StreamReader",
          "AnswerFacts",
          "AnswerText",
          "Usage",
          "Finish",
          "Error",
          "Failures");

  /** Of a vendor that is no vendor: it makes its answers itself. */
  private static final Set<String> SIMULATING =
      Set.of("Calls", "Attempt", "Answer", "Prompt", "OpenAiWire", "Settings");

  /** What a file of a vendor's folder may be, after the vendor's name. */
  static final Set<String> OF_VENDOR =
      Stream.of(TRANSLATING, SPLICING, SIMULATING)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Folders beside those of vendors: what all vendors share over HTTP and in translation, and what
   * counts their tokens.
   */
  static final Set<String> BESIDE_VENDORS = Set.of("http", "translate", "tokenizer");

  /** The roles of a vendor's folder that the rest of the world may see. */
  static final Set<String> PUBLIC_OF_VENDOR = Set.of("Protocol", "Calls");

  /** What a file of a client dialect's folder may be, after the dialect's name. */
  static final Set<String> OF_DIALECT =
      Set.of(
          "Routes",
          "Wire",
          "RequestReader",
          "Field",
          "MessageScan",
          "OptionScan",
          "BodyProblems",
          "Translation",
          "ContentReader",
          "EmbeddingsReader",
          "EmbeddingsTranslation",
          "PassThroughReader",
          "FormReader",
          "FormPart",
          "CallReader",
          "ThoughtReader",
          "Frame",
          "Output",
          "Item",
          "Part",
          "Event",
          "MessageReader",
          "ToolReader",
          "OptionReader",
          "PartReader",
          "CallQueue",
          "CallWriter",
          "ModelPage",
          "TokenEstimate",
          "Extensions",
          "ThinkingBlocks",
          "Signatures",
          "Sources",
          "Schema",
          "ChoiceEnd",
          "ThinkingReader",
          "ChunkWriter",
          "AnswerWriter",
          "UsageWriter",
          "ResponseWriter",
          "StreamWriter");

  /** What a file of a stored thing's folder may be: an ending, the technology in front allowed. */
  static final Set<String> OF_STORED_THING =
      Set.of("Entity", "Row", "Panache", "Mapping", "Repository");

  private Roles() {}

  /** Returns what is left of a file's name when its folder's name is taken off its front. */
  static String of(String file, String folder) {
    return file.toLowerCase(Locale.ROOT).startsWith(folder)
        ? file.substring(folder.length())
        : file;
  }
}
