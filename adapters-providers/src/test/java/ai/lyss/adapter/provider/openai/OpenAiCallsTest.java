package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCallsContract;
import org.junit.jupiter.api.AfterEach;

class OpenAiCallsTest extends ChannelCallsContract {

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor = StubVendor.start();

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  @Override
  protected ChannelCalls calls() {
    return loop.calls();
  }

  @Override
  protected ChannelCalls.Call answered(String body) {
    vendor.always(
        request ->
            request.text().contains("\"stream\":true")
                ? StubAnswer.stream(
                    Wire.role(),
                    Wire.text("It"),
                    Wire.text(" is."),
                    Wire.finish("stop"),
                    Wire.usage(7, 2),
                    Wire.DONE)
                : StubAnswer.json(200, Wire.whole("It is.", 7, 2)));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call refused(String body, int status) {
    vendor.always(
        request ->
            StubAnswer.json(status, "{\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}"));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call hanging(String body) {
    vendor.always(request -> StubAnswer.none(StubAnswer.End.HANG));
    return call(body);
  }

  private ChannelCalls.Call call(String body) {
    return Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat(body));
  }

  @Override
  protected void onLoop(Runnable task) {
    loop.run(task);
  }

  @Override
  protected void assertNothingLeft() {
    loop.assertNothingLeft();
  }
}
