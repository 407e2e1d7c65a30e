package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A vendor behind TLS that offers HTTP/2, and a transport that trusts it. */
final class Http2Bench implements AutoCloseable {

  static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  static final String DONE = "data: [DONE]\n\n";

  private static final TransportTimeouts PATIENT =
      new TransportTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

  private final StubCertificate certificate;
  final StubHttp2Vendor vendor;
  final TestLoop loop;

  Http2Bench(StubCertificate certificate) {
    this.certificate = certificate;
    this.vendor = StubHttp2Vendor.start(certificate).always(stream -> stream.events(TEXT, DONE));
    this.loop = loop(TransportOptions.STANDARD);
  }

  /** Returns another transport, which is patient. */
  TestLoop loop(TransportOptions options) {
    return new TestLoop(options.with(PATIENT).trusting(certificate.trust()), AnswerLimits.STANDARD);
  }

  Call call() {
    return Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat(STREAMED));
  }

  /** Opens calls at once. */
  List<RecordingAttemptSink> open(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              var sink = new RecordingAttemptSink();
              loop.open(call(), sink);
              return sink;
            })
        .toList();
  }

  void untilAsked(int requests) {
    TestLoop.until("requests: " + requests, () -> vendor.streams().size() >= requests);
  }

  @Override
  public void close() {
    loop.close();
    vendor.close();
  }
}
