package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.FetchedContent;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fake.ListedContent;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.port.RemoteContent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InliningCallsTest {

  private static final String PLACE = "https://example.org/a.png";
  private static final Treatments FETCHES_NOTHING =
      Treatments.table()
          .mapped(Feature.INLINE_IMAGE)
          .emulated(Feature.IMAGE_URL, Feature.DOCUMENT_URL)
          .written();

  private final ListedContent remote = new ListedContent(System::nanoTime);
  private final List<Call> sent = new ArrayList<>();
  private final RecordingAttemptSink sink = new RecordingAttemptSink();
  private int paused;
  private final InliningCalls calls =
      new InliningCalls(
          (call, into) -> {
            sent.add(call);
            return new Attempt() {
              @Override
              public void pause() {
                paused++;
              }

              @Override
              public void resume() {
                paused--;
              }

              @Override
              public AttemptReport cancel() {
                return AttemptReport.UNSENT;
              }
            };
          },
          FETCHES_NOTHING,
          remote,
          System::nanoTime);

  private static ChatRequest asking(String parts) {
    var content = GoldenFile.json("{\"messages\":[{\"user\":[" + parts + "]}]}");
    var plain = CanonicalRequest.whole(Dialect.OPENAI, content);
    var outline = plain.outline();
    return new ChatRequest(
        plain.dialect(),
        plain.body(),
        new RequestOutline(
            outline.model(),
            null,
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            1,
            Set.of(Capability.IMAGES),
            1,
            1),
        plain.translation());
  }

  private final FetchedContent kept = new FetchedContent();
  private int releases;

  private Attempt open(String parts) {
    return calls.open(call(parts), sink);
  }

  private Call call(String parts) {
    var provider = Chats.provider("ollama", URI.create("http://vendor.test"), Map.of());
    var call = Chats.call(provider, asking(parts), "m", null);
    return new Call(
        call.provider(),
        call.vendorModel(),
        call.request(),
        call.clippedOutput(),
        call.deadlineNanos(),
        call.text(),
        kept);
  }

  private static String image(String url) {
    return "{\"image\":{\"url\":\"" + url + "\"}}";
  }

  private void lists(RemoteContent.Outcome outcome) {
    remote.at(URI.create(PLACE), outcome);
  }

  @Test
  void puts_what_a_url_leads_to_in_its_place() {
    lists(new RemoteContent.Fetched("image/png", new byte[] {1, 2, 3}));
    open(image(PLACE) + "," + image(PLACE) + ",\"what?\"");
    assertThat(sent).isEmpty();
    remote.answer();

    var request = (ChatRequest) sent.getFirst().request();
    var content = ((ContentReading.Read) request.translation().content(request)).content();
    var inline = new MediaSource.Inline("image/png", "AQID");
    assertThat(content.messages().getFirst().parts())
        .containsExactly(
            new ContentPart.Image(inline, null, null),
            new ContentPart.Image(inline, null, null),
            new ContentPart.Text("what?"));
    assertThat(content.given().has(Feature.IMAGE_URL)).isFalse();
    assertThat(content.given().places(Feature.INLINE_IMAGE))
        .containsExactly("/messages/0/user/0", "/messages/0/user/1");
    assertThat(sink.failure).isNull();
  }

  private RemoteContent.Fetched png() {
    return new RemoteContent.Fetched("image/png", new byte[] {1, 2, 3}, () -> releases++);
  }

  @Test
  void fetches_once_for_all_attempts_of_a_relay_and_lets_go_at_its_end() {
    lists(png());
    open(image(PLACE));
    remote.answer();
    lists(new RemoteContent.Unreachable());
    open(image(PLACE));

    assertThat(sent).hasSize(2);
    for (var call : sent) {
      var request = (ChatRequest) call.request();
      var content = ((ContentReading.Read) request.translation().content(request)).content();
      assertThat(content.messages().getFirst().parts())
          .containsExactly(
              new ContentPart.Image(new MediaSource.Inline("image/png", "AQID"), null, null));
    }
    assertThat(releases).isZero();
    kept.close();
    assertThat(releases).isEqualTo(1);
    assertThat(kept.at(PLACE)).isNull();
  }

  @Test
  void keeps_nothing_of_a_request_of_which_a_part_is_missing() {
    lists(png());
    open(image(PLACE) + "," + image("https://example.org/other.png"));
    remote.answer();
    assertThat(releases).isEqualTo(1);
    open(image(PLACE) + "," + image("https://example.org/third.png")).cancel();
    remote.answer();
    assertThat(releases).isEqualTo(1);
    assertThat(sent).isEmpty();
  }

  @Test
  void says_that_there_is_no_room() {
    lists(new RemoteContent.NoRoom());
    open(image(PLACE));
    remote.answer();
    assertThat(sink.failure).isInstanceOf(ProviderFailure.NoRoom.class);
    assertThat(sent).isEmpty();
  }

  private static String document(String url) {
    return "{\"document\":{\"url\":\"" + url + "\"}}";
  }

  @Test
  void reads_a_document_of_text_and_no_other() {
    lists(new RemoteContent.Fetched("text/plain", "Flut ü".getBytes(StandardCharsets.UTF_8)));
    open(document(PLACE));
    remote.answer();

    var request = (ChatRequest) sent.getFirst().request();
    var content = ((ContentReading.Read) request.translation().content(request)).content();
    assertThat(content.messages().getFirst().parts())
        .containsExactly(new ContentPart.Document(new MediaSource.PlainText("Flut ü"), null, null));
    assertThat(content.given().places(Feature.TEXT_DOCUMENT)).containsExactly("/messages/0/user/0");
    assertThat(content.given().has(Feature.DOCUMENT_URL)).isFalse();
  }

  @Test
  void says_of_documents_that_one_is_no_text() {
    lists(new RemoteContent.Fetched("text/plain", new byte[] {'a'}));
    remote.at(
        URI.create(PLACE + "2"), new RemoteContent.Fetched("application/pdf", new byte[] {1}));
    open(document(PLACE) + "," + document(PLACE + "2"));
    remote.answer();

    var request = (ChatRequest) sent.getFirst().request();
    var content = ((ContentReading.Read) request.translation().content(request)).content();
    assertThat(content.given().places(Feature.INLINE_DOCUMENT))
        .containsExactly("/messages/0/user/0", "/messages/0/user/1");
  }

  @Test
  void takes_no_text_for_an_image() {
    lists(new RemoteContent.Fetched("text/plain", new byte[] {'a'}));
    open(image(PLACE));
    remote.answer();
    assertThat(sent).isEmpty();
    assertThat(sink.failure).isInstanceOf(ProviderFailure.Unfit.class);
  }

  @Test
  void fetches_nothing_for_a_request_that_goes_on_as_it_is() {
    var asked = call(image(PLACE));
    new InliningCalls(
            (call, into) -> {
              sent.add(call);
              return calls.open(call("\"hi\""), into);
            },
            call -> true,
            FETCHES_NOTHING,
            remote,
            System::nanoTime)
        .open(asked, sink);
    assertThat(sent).first().isSameAs(asked);
  }

  @Test
  void sends_a_request_without_urls_at_once() {
    open("\"hi\",{\"image\":{\"mediaType\":\"image/png\",\"base64\":\"AQID\"}}");
    assertThat(sent).hasSize(1);
  }

  @Test
  void is_unfit_when_the_content_cannot_be_had() {
    for (var outcome :
        List.of(
            new RemoteContent.Refused(RemoteContent.Reason.NOT_ALLOWED),
            new RemoteContent.TooLarge(),
            new RemoteContent.TimedOut(),
            new RemoteContent.Unreachable())) {
      lists(outcome);
      sink.failure = null;
      open(image(PLACE) + "," + image("https://example.org/other.png"));
      remote.answer();
      assertThat(sink.failure).isInstanceOf(ProviderFailure.Unfit.class);
      var error = ((ProviderFailure.Unfit) sink.failure).error();
      assertThat(error.param()).isEqualTo("/messages/0/user/0");
      assertThat(error.message()).doesNotContain("example.org");
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void takes_no_text_for_a_url_and_no_more_urls_than_a_request_needs() {
    open(image("not a url"));
    remote.answer();
    assertThat(sink.failure).isInstanceOf(ProviderFailure.Unfit.class);

    sink.failure = null;
    var many = new ArrayList<String>();
    for (int i = 0; i < 33; i++) {
      many.add(image("https://example.org/" + i + ".png"));
    }
    open(String.join(",", many));
    remote.answer();
    assertThat(sink.failure).isInstanceOf(ProviderFailure.Unfit.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void is_silent_after_a_cancel() {
    lists(new RemoteContent.Fetched("image/png", new byte[] {1}));
    var attempt = open(image(PLACE));
    assertThat(attempt.cancel()).isEqualTo(AttemptReport.UNSENT);
    remote.answer();
    assertThat(sent).isEmpty();
    assertThat(sink.failure).isNull();
  }

  @Test
  void hands_a_pause_on_that_came_before_the_call() {
    lists(new RemoteContent.Fetched("image/png", new byte[] {1}));
    var attempt = open(image(PLACE));
    attempt.pause();
    remote.answer();
    assertThat(paused).isEqualTo(1);
    attempt.resume();
    assertThat(paused).isZero();
  }
}
