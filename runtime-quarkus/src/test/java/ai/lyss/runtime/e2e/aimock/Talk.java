package ai.lyss.runtime.e2e.aimock;

/**
 * What a caller asks, whatever its dialect: brief instructions, one text, at most 4,000 tokens.
 *
 * @param model the public name of the model
 * @param text what the user says; begins with the name of a fixture in brackets
 * @param streamed whether the answer is to come as a stream
 * @param tools whether there is the tool {@code tide}
 * @param thinks whether the model shall think, and show it
 */
record Talk(String model, String text, boolean streamed, boolean tools, boolean thinks) {

  static final String INSTRUCTIONS = "Be brief.";
  static final int LIMIT = 4_000;
  static final int BUDGET = 1_024;
}
