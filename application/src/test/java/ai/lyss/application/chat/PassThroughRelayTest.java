package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import org.junit.jupiter.api.Test;

/** What is passed through walks the same way as chats; only the vendor can say what it used. */
class PassThroughRelayTest {

  private final RelayBench bench = new RelayBench();
  private final Provider provider = Providers.simulator(bench.tenant, "main");
  private final Channel east = Channels.plain(provider, "east", "m");
  private final Channel west = Channels.plain(provider, "west", "m");

  private static PassThroughRequest rerank() {
    return new PassThroughRequest(
        Operation.RERANK,
        PassThroughRequest.JSON,
        new byte[0],
        Requests.limited("m", 0, 1).outline(),
        DropPolicy.NAMED);
  }

  private static AttemptReport used(TokenUsage usage) {
    return new AttemptReport(true, usage, 0, null);
  }

  @Test
  void is_reserved_by_its_size_and_charged_by_what_the_vendor_reports() {
    bench.with(provider).with(east).relay(rerank());
    assertThat(bench.journal.opened().getFirst().reservedInput()).isEqualTo(Requests.INPUT_TOKENS);

    bench.calls.last().head().content("{}").end(used(new TokenUsage(8L, null, null, null, null)));

    assertThat(bench.journal.row().usage().input()).isEqualTo(8);
    assertThat(bench.journal.row().usage().output()).as("nobody said any").isNull();
    assertThat(bench.ledger.settled())
        .singleElement()
        .satisfies(each -> assertThat(each.used()).isEqualTo(new QuotaAmount(1, 8, 0, null)));
    bench.assertNothingLeaks();
  }

  @Test
  void is_one_request_and_no_tokens_where_the_vendor_reports_none() {
    bench.with(provider).with(east).relay(rerank());
    bench.calls.last().head().content("{}").end(used(TokenUsage.UNKNOWN));

    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    assertThat(bench.journal.row().usage()).isEqualTo(TokenUsage.UNKNOWN);
    assertThat(bench.journal.row().provenance()).isEqualTo(UsageProvenance.VENDOR);
    assertThat(bench.ledger.settled())
        .singleElement()
        .satisfies(each -> assertThat(each.used()).isEqualTo(new QuotaAmount(1, 0, 0, null)));
    bench.assertNothingLeaks();
  }

  @Test
  void is_charged_its_estimate_when_it_breaks_off() {
    bench.with(provider).with(east).relay(rerank());
    bench
        .calls
        .last()
        .head()
        .content("{")
        .fail(new ProviderFailure.BrokenOff("x"), used(TokenUsage.UNKNOWN));

    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.INTERRUPTED);
    assertThat(bench.journal.row().usage().input()).isEqualTo(Requests.INPUT_TOKENS);
    assertThat(bench.journal.row().usage().output()).as("nobody knows what came").isNull();
    assertThat(bench.journal.row().provenance()).isEqualTo(UsageProvenance.ESTIMATE);
    bench.assertNothingLeaks();
  }

  @Test
  void is_tried_on_another_channel_when_one_fails() {
    bench.with(provider).with(east).with(west).relay(rerank());
    bench.calls.last().fail(new ProviderFailure.Unavailable(503, null), Reports.SENT);
    bench.calls.last().head().content("{}").end(used(TokenUsage.UNKNOWN));

    assertThat(bench.sink.text()).isEqualTo("{}");
    assertThat(bench.journal.row().attempts()).isEqualTo(2);
    bench.assertNothingLeaks();
  }
}
