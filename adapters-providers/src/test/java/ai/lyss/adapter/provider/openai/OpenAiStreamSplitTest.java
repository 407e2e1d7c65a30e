package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.RecordedStream;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.fixture.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiStreamSplitTest {

  private static final String ANSWER =
      Wire.role()
          + Wire.text("Grüße ")
          + Wire.text("你好 😀\\n")
          + Wire.delta("{\"tool_calls\":[{\"index\":0,\"id\":\"c\"}]}")
          + Wire.finish("stop");
  private static final String USAGE = Wire.usage(21, 9);
  private static final TokenUsage TOLD = new TokenUsage(21L, 9L, 3L, 1L, 0L);

  static List<String> recordings() {
    var lf = ": PROCESSING\n\n" + ANSWER + ": again\n\n" + USAGE + Wire.DONE;
    var severalLines =
        ("event: message\nid: 1\ndata: {\"choices\":\ndata:[{\"index\":0,\ndata: \"delta\":"
                + "{\"content\":\"x\"}}]}\nretry: 5\n\n")
            + lf;
    return List.of(
        lf,
        lf.replace("\n", "\r\n"),
        lf.replace("\n", "\r"),
        "\ufeff" + lf,
        "\n\n" + lf + "data: [DONE]\n\n",
        severalLines,
        severalLines.replace("\n", "\r\n"),
        lf.replace("data: ", "data:"));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void gives_the_same_bytes_and_usage_wherever_the_network_cut(String recording) {
    var bytes = recording.getBytes(StandardCharsets.UTF_8);
    var expected = withoutUsage(recording);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertWhole(expected, pieces(bytes, cut), "cut at " + cut);
    }
    assertWhole(expected, oneByOne(bytes), "a byte a piece");
    long seed = 20_261_123L;
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int first = random.nextInt(bytes.length);
      int second = first + random.nextInt(bytes.length - first);
      assertWhole(expected, pieces(bytes, first, second), "seed " + seed + " round " + round);
    }
  }

  static List<RecordedStream> streams() {
    return RecordedStream.all();
  }

  /** Two pieces at every offset, a byte a piece, and pieces at random. */
  @ParameterizedTest
  @MethodSource("streams")
  void gives_the_same_bytes_usage_and_text_of_each_recording(RecordedStream stream) {
    var bytes = stream.wire();
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertRead(stream, pieces(bytes, cut), "cut at " + cut);
    }
    assertRead(stream, oneByOne(bytes), "a byte a piece");
    var random = new SplittableRandom(Seeds.seed());
    for (int round = 0; round < 500; round++) {
      int[] cuts = random.ints(random.nextInt(1, 9), 0, bytes.length).sorted().toArray();
      assertRead(stream, pieces(bytes, cuts), "seed " + Seeds.seed() + " round " + round);
    }
  }

  private static void assertRead(RecordedStream stream, List<byte[]> pieces, String how) {
    var out = new RecordingOut();
    var reader = OpenAiStreamReaderTest.read(out, false, OpenAiQuirks.OPENAI, pieces);
    var text = reader.text();

    assertThat(out.failure).as(how).isNull();
    assertThat(stream.isPassedBy(out.text())).as("%s: %s", how, out.text()).isTrue();
    assertThat(reader.usage()).as(how).isEqualTo(stream.usage());
    assertThat(text).as(how).isNotNull();
    assertThat(String.join("|", text.texts())).as(how).isEqualTo(stream.text());
    assertThat(text.bytes()).as(how).isGreaterThanOrEqualTo(reader.contentBytes());
  }

  /** What the caller is to get: no byte order mark, no usage, nothing after the first marker. */
  private static String withoutUsage(String recording) {
    var newline = recording.contains("\r\n") ? "\r\n" : recording.contains("\r") ? "\r" : "\n";
    var prefix = recording.contains("data: {") ? "data: " : "data:";
    var usage = USAGE.replace("\n", newline).replace("data: ", prefix);
    assertThat(recording).contains(usage);
    var text = recording.replace("\ufeff", "").replace(usage, "");
    var done = prefix + "[DONE]" + newline + newline;
    return text.substring(0, text.indexOf(done) + done.length());
  }

  private static void assertWhole(String expected, List<byte[]> pieces, String how) {
    var out = new RecordingOut();
    var reader = OpenAiStreamReaderTest.read(out, false, OpenAiQuirks.OPENAI, pieces);

    assertThat(out.failure).as(how).isNull();
    assertThat(out.ended).as(how).isTrue();
    // where CR LF is cut in two after the marker, the LF is what comes after the end
    assertThat(out.text()).as(how).isIn(expected, expected.substring(0, expected.length() - 1));
    assertThat(reader.usage()).as(how).isEqualTo(TOLD);
    assertThat(reader.finish()).as(how).isEqualTo(FinishReason.STOP);
  }

  private static List<byte[]> pieces(byte[] bytes, int... cuts) {
    var pieces = new ArrayList<byte[]>();
    int from = 0;
    for (int cut : cuts) {
      pieces.add(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return pieces;
  }

  private static List<byte[]> oneByOne(byte[] bytes) {
    var pieces = new ArrayList<byte[]>();
    for (byte b : bytes) {
      pieces.add(new byte[] {b});
    }
    return pieces;
  }
}
