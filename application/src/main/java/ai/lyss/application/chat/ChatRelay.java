package ai.lyss.application.chat;

import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.retry.RetryPolicy;
import ai.lyss.domain.store.Ids;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The stages of a relay in their order: admit, route, dispatch, settle. Thread-safe. */
public final class ChatRelay implements RelayChat {

  private final Admission admission;
  private final Routing routing;
  private final Dispatch dispatch;
  private final GatewayEvents events;
  private final BugReports bugs;

  /**
   * What the stages need of the outside.
   *
   * @param calls calls of vendors
   * @param ledger where quotas are counted
   * @param journal where admitted relays are noted
   * @param timers waits before a retry
   * @param tokens what counts tokens where a vendor did not
   * @param events what happened
   */
  public record Ports(
      ChannelCalls calls,
      QuotaLedger ledger,
      UsageJournal journal,
      Timers timers,
      TokenCounter tokens,
      GatewayEvents events) {}

  /**
   * Relays by this configuration, through these ports.
   *
   * @param random a thread-safe source of chance
   */
  public ChatRelay(
      LiveConfiguration live,
      RetryPolicy retry,
      Ports ports,
      RelaySettings settings,
      RelayClock clock,
      RandomGenerator random) {
    this.events = ports.events();
    this.bugs = new BugReports(ports.events());
    this.admission = new Admission(live, ports, new Ids(clock.wall(), random), clock, settings);
    this.routing = new Routing(random);
    this.dispatch =
        new Dispatch(
            ports.calls(),
            ports.timers(),
            retry,
            new RetryBudgets(clock.nanos()),
            new Settlement(ports, clock),
            ports.events(),
            clock,
            settings.drain());
  }

  @Override
  public Relay relay(Caller caller, RelayRequest request, String requestId, RelaySink sink) {
    var asked = new Asked(caller, request, requestId, sink, new PendingRelay());
    if (!bugs.completes("admission", () -> admit(asked)) && !asked.pending().isDecided()) {
      refuse(asked, new GatewayFailure.Internal());
    }
    return asked.pending();
  }

  private record Asked(
      Caller caller,
      RelayRequest request,
      String requestId,
      RelaySink sink,
      PendingRelay pending) {}

  private void admit(Asked asked) {
    admission.admit(
        asked.caller(),
        asked.request(),
        asked.requestId(),
        decision -> {
          switch (decision) {
            case Denied denied -> refuse(asked, denied.failure());
            case Admitted admitted -> begin(asked, admitted);
          }
        });
  }

  private void begin(Asked asked, Admitted admitted) {
    var run = dispatch.prepare(routing.plan(admitted), asked.sink());
    asked.pending().admitted(run);
    run.start();
  }

  private void refuse(Asked asked, GatewayFailure failure) {
    var model = asked.request().outline().model();
    bugs.completes(
        "refused", () -> events.refused(asked.requestId(), asked.caller(), model, failure));
    bugs.completes(
        "refusal",
        () -> asked.pending().refused(() -> asked.sink().fail(failure, AnswerNotes.NONE)));
  }

  @Override
  public void refused(String requestId, @Nullable Caller caller, GatewayFailure failure) {
    events.refused(requestId, caller, null, failure);
  }
}
