package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.UntranslatedEmbeddings;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import org.junit.jupiter.api.Test;

/** Embeddings walk the same way as chats, and have no output. */
class EmbeddingsRelayTest {

  private static final AttemptReport EMBEDDED =
      new AttemptReport(true, new TokenUsage(8L, null, null, null, null), 0, null);

  private final RelayBench bench = new RelayBench();
  private final Provider provider = Providers.simulator(bench.tenant, "main");
  private final Channel east = Channels.plain(provider, "east", "m");
  private final Channel west = Channels.plain(provider, "west", "m");

  private static EmbeddingsRequest embeddings() {
    return new EmbeddingsRequest(
        Dialect.OPENAI,
        new byte[0],
        Requests.limited("m", 0, 1).outline(),
        new Inputs(Inputs.Kind.TEXTS, 1, JsonSpan.at(0)),
        Encoding.FLOAT,
        DropPolicy.NAMED,
        UntranslatedEmbeddings.REQUEST);
  }

  @Test
  void reserve_and_are_charged_for_their_input_only() {
    bench.with(provider).with(east).relay(embeddings());

    var opened = bench.journal.opened().getFirst();
    assertThat(opened.reservedInput()).isEqualTo(Requests.INPUT_TOKENS);
    assertThat(opened.reservedOutput()).isZero();

    bench.calls.last().head().content("{}").end(EMBEDDED);

    assertThat(bench.sink.text()).isEqualTo("{}");
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    assertThat(bench.journal.row().usage().input()).isEqualTo(8);
    assertThat(bench.journal.row().usage().output()).isZero();
    assertThat(bench.ledger.settled())
        .singleElement()
        .satisfies(each -> assertThat(each.used()).isEqualTo(new QuotaAmount(1, 8, 0, null)));
    bench.assertNothingLeaks();
  }

  @Test
  void without_usage_are_charged_by_the_estimate() {
    bench.with(provider).with(east).relay(embeddings());
    bench
        .calls
        .last()
        .head()
        .content("{}")
        .end(new AttemptReport(true, TokenUsage.UNKNOWN, 0, null));

    var row = bench.journal.row();
    assertThat(row.usage().input()).isEqualTo(Requests.INPUT_TOKENS);
    assertThat(row.usage().output()).isZero();
    assertThat(row.provenance()).isEqualTo(UsageProvenance.ESTIMATE);
    bench.assertNothingLeaks();
  }

  @Test
  void are_tried_on_another_channel_when_one_fails() {
    bench.with(provider).with(east).with(west).relay(embeddings());
    bench.calls.last().fail(new ProviderFailure.Unavailable(503, null), Reports.SENT);
    bench.calls.last().head().content("{}").end(EMBEDDED);

    assertThat(bench.sink.text()).isEqualTo("{}");
    assertThat(bench.journal.row().attempts()).isEqualTo(2);
    bench.assertNothingLeaks();
  }
}
