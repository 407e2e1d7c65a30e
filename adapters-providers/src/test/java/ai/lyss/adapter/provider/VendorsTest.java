package ai.lyss.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.UnsentAttempt;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.provider.simulator.SimulatorCalls;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VendorsTest {

  private static final OpenAiProtocol OPENAI =
      OpenAiProtocol.openAi("1", InstantSource.system(), AnswerLimits.STANDARD);
  private static final OpenAiProtocol COMPATIBLE =
      OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);

  private static final OpenAiProtocol AZURE =
      OpenAiProtocol.azure("1", InstantSource.system(), AnswerLimits.STANDARD);
  private static final OpenAiProtocol DEEPSEEK =
      OpenAiProtocol.deepSeek("1", InstantSource.system(), AnswerLimits.STANDARD);

  @Test
  void lists_the_vendors_in_the_order_of_their_ids() {
    var catalog =
        new VendorProfiles(
            List.of(
                SimulatorCalls.profile(),
                COMPATIBLE.profile(),
                OPENAI.profile(),
                DEEPSEEK.profile(),
                AZURE.profile()));

    assertThat(catalog.all())
        .extracting(profile -> profile.vendor().id())
        .containsExactly("azure-openai", "deepseek", "openai", "openai-compatible", "simulator");
    assertThat(catalog.all())
        .filteredOn(profile -> profile.needsBaseUrl(Settings.NONE))
        .extracting(profile -> profile.vendor().id())
        .containsExactly("azure-openai", "openai-compatible");
    assertThat(catalog.find(new Vendor("openai")))
        .hasValueSatisfying(
            openai -> {
              assertThat(openai.defaultBaseUrl()).hasToString("https://api.openai.com/v1");
              assertThat(openai.requiredCredential()).containsExactly(Credential.API_KEY);
              assertThat(openai.settings()).containsOnlyKeys("organization", "project");
            });
    assertThat(catalog.find(new Vendor("other"))).isEmpty();
  }

  @Test
  void knows_where_the_vendor_of_a_preset_is_unless_a_provider_says_otherwise() {
    var groq = new Settings(Map.of("preset", "groq"));
    var local = new Settings(Map.of("preset", "vllm"));

    assertThat(COMPATIBLE.profile().needsBaseUrl(groq)).isFalse();
    assertThat(COMPATIBLE.profile().needsBaseUrl(local)).isTrue();
    assertThat(COMPATIBLE.baseUrl(Chats.provider("openai-compatible", null, groq.values())))
        .hasToString("https://api.groq.com/openai/v1");
    var elsewhere = URI.create("http://localhost/v1");
    assertThat(COMPATIBLE.baseUrl(Chats.provider("openai-compatible", elsewhere, groq.values())))
        .isEqualTo(elsewhere);
    assertThat(COMPATIBLE.baseUrl(Chats.provider("openai-compatible", null, local.values())))
        .isNull();
  }

  @Test
  void hands_a_call_to_the_adapter_of_its_vendor() {
    var asked = new ArrayList<String>();
    Attempt running =
        new UnsentAttempt(new ProviderFailure.ConnectFailed("x"), new RecordingAttemptSink());
    ChannelCalls one =
        (call, sink) -> {
          asked.add(call.provider().vendor().id());
          return running;
        };
    var calls =
        new VendorCalls(
            Map.of(new Vendor("openai"), one, new Vendor("simulator"), one), (delay, task) -> task);
    var chat = Chats.chat("{\"model\":\"m\"}");
    var provider = Chats.provider("simulator", null, Map.of());

    assertThat(calls.open(Chats.call(provider, chat), new RecordingAttemptSink()))
        .isSameAs(running);
    assertThat(asked).containsExactly("simulator");
  }

  @Test
  void fails_the_call_of_an_unknown_vendor_after_open_returned() {
    var later = new ArrayList<Runnable>();
    var calls =
        new VendorCalls(
            Map.of(),
            (delay, task) -> {
              later.add(task);
              return () -> {};
            });
    var call = Chats.call(Chats.provider(null), Chats.chat("{\"model\":\"m\"}"));
    var sink = new RecordingAttemptSink();
    var silenced = new RecordingAttemptSink();
    calls.open(call, sink);
    calls.open(call, silenced).cancel();

    assertThat(sink.order()).isEmpty();
    later.forEach(Runnable::run);
    assertThat(sink.failure.kind()).isEqualTo("connect");
    assertThat(silenced.order()).isEmpty();
  }

  @Test
  void names_the_account_to_openai_only() {
    var settings = Map.<String, Object>of("organization", "org-1", "project", "proj-1");
    var chat = Chats.chat("{\"model\":\"m\"}");
    var base = URI.create("http://localhost");
    var openai =
        Chats.sent(OPENAI, Chats.call(Chats.provider("openai", base, settings), chat)).headers();
    var other =
        Chats.sent(
            COMPATIBLE, Chats.call(Chats.provider("openai-compatible", base, settings), chat));

    assertThat(openai)
        .extracting(header -> header.name() + "=" + header.value())
        .contains("openai-organization=org-1", "openai-project=proj-1", "user-agent=lyss/1");
    assertThat(other.headers())
        .extracting(header -> header.name().toString())
        .containsExactlyInAnyOrder("content-type", "accept", "user-agent", "authorization");
    assertThat(openai.toString()).doesNotContain(Chats.KEY);
  }
}
