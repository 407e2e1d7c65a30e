package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.provider.anthropic.AnthropicProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.Revision;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells what a chunk of text costs that comes from OpenAI and is spliced, and one that comes from
 * Anthropic and is translated, each from the bytes read to the bytes for the caller: CPU time of
 * one thread, in turns, the median of many rounds. Run by hand; {@code args[0]} is the number of
 * rounds.
 */
final class TranslatedChunkCost {

  private static final int EVENTS = 2_000;
  private static final String BODY =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final VendorProtocol openAi =
      OpenAiProtocol.openAi("1", InstantSource.system(), AnswerLimits.STANDARD);
  private final VendorProtocol anthropic =
      new AnthropicProtocol("1", InstantSource.system(), AnswerLimits.STANDARD);
  private long sent;

  /** Takes bytes and forgets them. */
  private final class Out implements AnswerReader.Out {
    @Override
    public void head(AnswerHead head) {}

    @Override
    public void preamble(ByteSlice bytes) {
      sent += bytes.length();
    }

    @Override
    public void content(ByteSlice bytes) {
      sent += bytes.length();
    }

    @Override
    public void end() {}

    @Override
    public void fail(ProviderFailure failure) {
      throw new IllegalStateException(failure.toString());
    }
  }

  private static List<byte[]> openAiEvents() {
    var events = new ArrayList<byte[]>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(
          ("data: {\"id\":\"chatcmpl-CxkB3tJx7mVnWq9bT2yZ8uP1\",\"object\":"
                  + "\"chat.completion.chunk\",\"created\":1790000000,\"model\":"
                  + "\"gpt-4o-2024-08-06\",\"service_tier\":\"default\",\"system_fingerprint\":"
                  + "\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                  + word(i)
                  + "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private static List<byte[]> anthropicEvents() {
    var events = new ArrayList<byte[]>();
    events.add(
        ("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
                + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":[],"
                + "\"stop_reason\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n"
                + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n")
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < EVENTS; i++) {
      events.add(
          ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"text_delta\",\"text\":\""
                  + word(i)
                  + "\"}}\n\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private static String word(int i) {
    return switch (i % 4) {
      case 0 -> " the";
      case 1 -> " gateway";
      case 2 -> ",";
      default -> " Grüße\\n";
    };
  }

  private static Call call(String vendor, ChatRequest chat) {
    var provider =
        new Provider(
            new ProviderId(new UUID(1, 2)),
            new TenantId(new UUID(3, 4)),
            "p",
            new Vendor(vendor),
            URI.create("http://vendor.test/v1"),
            Credential.apiKey("k"),
            new Settings(Map.of()),
            true,
            Revision.first(Instant.EPOCH));
    return new Call(provider, chat.outline().model(), chat, null, Long.MAX_VALUE, AnswerText.KEPT);
  }

  private long nanos(VendorProtocol protocol, Call call, List<byte[]> events) {
    var cpu = ManagementFactory.getThreadMXBean();
    var reader = protocol.reader(call, new Out());
    long started = cpu.getCurrentThreadCpuTime();
    for (var event : events) {
      reader.bytes(ByteSlice.of(event));
    }
    return cpu.getCurrentThreadCpuTime() - started;
  }

  private void run(int rounds) {
    var stamp =
        new AnswerStamp(InstantSource.system(), new Ids(InstantSource.system(), Seeds.random()));
    var reading =
        OpenAiRequestReader.read(
            BODY.getBytes(StandardCharsets.UTF_8), new OpenAiTranslation(stamp));
    var chat = (ChatRequest) ((RequestReading.Relayable) reading).request();
    var spliced = new long[rounds];
    var translated = new long[rounds];
    var ofOpenAi = openAiEvents();
    var ofAnthropic = anthropicEvents();
    for (int round = -rounds; round < rounds; round++) { // the first half warms up
      long one = nanos(openAi, call("openai", chat), ofOpenAi);
      long other = nanos(anthropic, call("anthropic", chat), ofAnthropic);
      if (round >= 0) {
        spliced[round] = one;
        translated[round] = other;
      }
    }
    Arrays.sort(spliced);
    Arrays.sort(translated);
    double each = (double) spliced[rounds / 2] / EVENTS;
    double other = (double) translated[rounds / 2] / EVENTS;
    System.getLogger("cost")
        .log(
            System.Logger.Level.INFO,
            "spliced %.0f ns, translated %.0f ns a chunk: %.2f times (%d bytes)"
                .formatted(each, other, other / each, sent));
  }

  /** Compares. */
  public static void main(String[] args) {
    new TranslatedChunkCost().run(args.length > 0 ? Integer.parseInt(args[0]) : 500);
  }
}
