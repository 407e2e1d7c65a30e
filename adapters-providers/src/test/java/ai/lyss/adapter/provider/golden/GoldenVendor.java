package ai.lyss.adapter.provider.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds a vendor against its golden files: {@code requests/<vendor>.jsonl} has an expectation for
 * every case of {@code requests/cases.jsonl} ({@code expected} and {@code dropped}, or {@code
 * refused} with the place that stands in the way); {@code streams/}, {@code responses/} and {@code
 * errors/<vendor>.jsonl} have what came in and what it comes to. None is made by the code that it
 * tests.
 */
public abstract class GoldenVendor {

  private static final int FEWEST_REQUESTS = 40;
  private static final int FEWEST_ANSWERS = 20;
  private static final int FEWEST_ERRORS = 10;

  private final String vendor;
  private final String model;

  /**
   * A vendor and its files.
   *
   * @param vendor the name of its files
   * @param model the model that requests ask for
   */
  protected GoldenVendor(String vendor, String model) {
    this.vendor = vendor;
    this.model = model;
  }

  /** Returns the vendor's protocol; a new one for each case, so that ids are the same each time. */
  protected abstract VendorProtocol protocol();

  /** Returns the provider that is called. */
  protected abstract Provider provider();

  /** Returns the content type of the vendor's streams. */
  protected abstract String streamType();

  /** Returns the bytes of a stream whose events a case names. */
  protected abstract String stream(List<String> events);

  /** Returns the dialect of the caller, one that the vendor does not speak. */
  protected Dialect caller() {
    return Dialect.OPENAI;
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    var cases = GoldenFile.read("requests/cases.jsonl");
    var expected = GoldenFile.read("requests/" + vendor + ".jsonl");
    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(cases.keySet());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_REQUESTS);
    return each(cases, item -> request(item, expected.get(item.textOf("case"))));
  }

  private void request(JsonTree item, JsonTree expected) {
    var content = GoldenFile.json(item.get("content").raw().text()); // with pointers of its own
    var request = CanonicalRequest.whole(caller(), content);
    switch (protocol().call(call(request))) {
      case HttpCall http -> {
        var wanted = expected.get("expected");
        assertThat(wanted).as("sent: %s", new String(http.body(), UTF_8)).isNotNull();
        assertThat(GoldenFile.normal(new String(http.body(), UTF_8)))
            .isEqualTo(GoldenFile.normal(wanted));
        assertThat(http.dropped()).containsExactlyInAnyOrderElementsOf(texts(expected, "dropped"));
      }
      case VendorRequest.None none -> {
        assertThat(none.failure()).isInstanceOf(ProviderFailure.Unfit.class);
        var error = ((ProviderFailure.Unfit) none.failure()).error();
        assertThat(error.param()).as(error.message()).isEqualTo(expected.textOf("refused"));
        assertThat(error.status()).isEqualTo(400);
      }
    }
  }

  private Call call(ChatRequest request) {
    return new Call(
        provider(), new ModelName(model), request, null, Long.MAX_VALUE, AnswerText.DROPPED);
  }

  @TestFactory
  Stream<DynamicTest> streams() {
    var cases = GoldenFile.read("streams/" + vendor + ".jsonl");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_ANSWERS);
    return each(cases, this::stream);
  }

  private void stream(JsonTree item) {
    var bytes = stream(texts(item, "in")).getBytes(UTF_8);
    check(item, streamed(bytes, bytes.length));
    for (int step = 1; step < 4; step++) {
      check(item, streamed(bytes, step));
    }
    for (int cut = 1; cut < bytes.length; cut++) {
      var answer = new RecordedAnswer();
      var reader = reader(true, answer);
      reader.head(head(200, streamType()));
      feed(reader, answer, bytes, 0, cut);
      feed(reader, answer, bytes, cut, bytes.length);
      end(reader, answer);
      check(item, answer);
    }
  }

  private RecordedAnswer streamed(byte[] bytes, int step) {
    var answer = new RecordedAnswer();
    var reader = reader(true, answer);
    reader.head(head(200, streamType()));
    for (int at = 0; at < bytes.length; at += step) {
      feed(reader, answer, bytes, at, Math.min(bytes.length, at + step));
    }
    end(reader, answer);
    return answer;
  }

  /** Hands a piece on in an array of its own, whose rest is rubbish. */
  private static void feed(
      AnswerReader reader, RecordedAnswer answer, byte[] bytes, int from, int to) {
    if (to > from && !answer.isOver()) {
      var piece = new byte[to - from + 2];
      System.arraycopy(bytes, from, piece, 1, to - from);
      reader.bytes(new ByteSlice(piece, 1, to - from));
    }
  }

  private static void end(AnswerReader reader, RecordedAnswer answer) {
    if (!answer.isOver()) {
      reader.end();
    }
  }

  @TestFactory
  Stream<DynamicTest> responses() {
    var cases = GoldenFile.read("responses/" + vendor + ".jsonl");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_ANSWERS);
    return each(cases, this::response);
  }

  private void response(JsonTree item) {
    var in = item.get("in");
    var text = in.isText() ? in.text() : in.raw().text();
    var answer = new RecordedAnswer();
    var reader = reader(false, answer);
    reader.head(head(200, "application/json"));
    feed(reader, answer, text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    end(reader, answer);
    check(item, answer);
  }

  private AnswerReader reader(boolean streamed, RecordedAnswer answer) {
    return protocol().reader(call(CanonicalRequest.asking(caller(), "hi", streamed)), answer);
  }

  private static HttpHead head(int status, String type) {
    return new HttpHead(status, MultiMap.caseInsensitiveMultiMap().add("content-type", type));
  }

  private static void check(JsonTree item, RecordedAnswer answer) {
    assertThat(answer.isOver()).as("over").isTrue();
    assertThat(answer.failed()).isEqualTo(item.textOf("failed"));
    var expected = item.get("expected");
    if (expected != null) {
      assertThat(answer.lines().stream().map(GoldenFile::normal))
          .containsExactlyElementsOf(expected.children().stream().map(GoldenFile::normal).toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    var cases = GoldenFile.read("errors/" + vendor + ".jsonl");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_ERRORS);
    return each(cases, this::error);
  }

  private void error(JsonTree item) {
    var in = item.get("in");
    var body = (in.isText() ? in.text() : in.raw().text()).getBytes(UTF_8);
    var headers = MultiMap.caseInsensitiveMultiMap();
    var given = item.get("headers");
    for (var header : given == null ? List.<JsonTree>of() : given.children()) {
      headers.add(header.name(), header.text());
    }
    int status = item.get("status").whole().intValue();
    var failure = protocol().refusal(provider(), new HttpHead(status, headers), body);
    assertThat(failure.kind()).isEqualTo(item.textOf("kind"));
    if (failure instanceof ProviderFailure.RequestRefused refused) {
      assertThat(refused.error().message()).isEqualTo(item.textOf("message"));
    }
    var wait = item.get("retryAfterMillis");
    if (wait != null) {
      var told =
          switch (failure) {
            case ProviderFailure.RateLimited limited -> limited.retryAfter();
            case ProviderFailure.Unavailable down -> down.retryAfter();
            default -> null;
          };
      assertThat(told).isNotNull();
      assertThat(told.toMillis()).isEqualTo(wait.whole());
    }
  }

  private static Stream<DynamicTest> each(Map<String, JsonTree> cases, Consumer<JsonTree> check) {
    return cases.entrySet().stream()
        .map(item -> dynamicTest(item.getKey(), () -> check.accept(item.getValue())));
  }

  private static List<String> texts(JsonTree item, String name) {
    var list = item.get(name);
    return list == null
        ? List.of()
        : list.children().stream()
            .map(each -> each.isText() ? each.text() : each.raw().text())
            .toList();
  }
}
