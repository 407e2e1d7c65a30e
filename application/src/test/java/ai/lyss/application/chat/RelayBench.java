package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.catalog.ConfigurationCompiler;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.chat.FetchedContent;
import ai.lyss.domain.fake.ManualTimers;
import ai.lyss.domain.fake.RecordingEvents;
import ai.lyss.domain.fake.RecordingLedger;
import ai.lyss.domain.fake.ScriptedCalls;
import ai.lyss.domain.fake.WordTokens;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.ChannelHealth;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.retry.RetryPolicy;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A relay pipeline whose ports are all in the test's hands. */
final class RelayBench {

  static final Duration TOTAL = Duration.ofSeconds(60);
  static final int MOST_ATTEMPTS = 3;
  static final long USUAL_OUTPUT = 1024;

  final TenantId tenant = new TenantId(Seeds.id());
  final Caller caller = new Caller(tenant, new KeyId(Seeds.id()), null, Set.of(Role.MEMBER), null);
  final ManualClock clock = new ManualClock();
  final ManualTimers timers = new ManualTimers(clock);
  final ScriptedCalls calls = new ScriptedCalls();
  final WordTokens tokens = new WordTokens();
  final RecordingLedger ledger = new RecordingLedger();
  final RecordingJournal journal = new RecordingJournal();
  final RecordingEvents events = new RecordingEvents();
  final RandomGenerator random = Seeds.random();
  final HealthBook health = new HealthBook(HealthSettings.USUAL, clock::nanos, random);
  final RecordingSink sink = new RecordingSink();
  int over;

  private final List<Provider> providers = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private PriceList prices = PriceList.EMPTY;
  private RelaySettings.Clipping clipping = RelaySettings.Clipping.TO_HEADROOM;
  private Set<String> buggy = Set.of();
  private RelayChat chat;

  RelayBench with(Provider... added) {
    providers.addAll(List.of(added));
    return this;
  }

  RelayBench with(Channel... added) {
    channels.addAll(List.of(added));
    return this;
  }

  RelayBench with(Route added) {
    routes.add(added);
    return this;
  }

  RelayBench with(PriceList list) {
    prices = list;
    return this;
  }

  RelayBench with(RelaySettings.Clipping choice) {
    clipping = choice;
    return this;
  }

  /** Lets these methods of ports throw. */
  RelayBench buggyAt(String... methods) {
    buggy = Set.of(methods);
    return this;
  }

  /** The pipeline, made when it is first asked for. */
  RelayChat chat() {
    if (chat == null) {
      var configuration =
          new Configuration(
              List.of(new Tenant(tenant, "t", true)),
              providers,
              channels,
              routes,
              List.of(),
              List.of(),
              prices);
      var live =
          new LiveConfiguration(
              () -> new StoreOutcome.Done<>(configuration),
              new ConfigurationCompiler(health, clock),
              health);
      assertThat(live.reload(loaded -> {})).isTrue();
      chat =
          new ChatRelay(
              live,
              new RetryPolicy(MOST_ATTEMPTS, random),
              new ChatRelay.Ports(
                  Breaking.at(ChannelCalls.class, calls, buggy),
                  Breaking.at(QuotaLedger.class, ledger, buggy),
                  Breaking.at(UsageJournal.class, journal, buggy),
                  Breaking.at(Timers.class, timers, buggy),
                  Breaking.at(TokenCounter.class, tokens, buggy),
                  Breaking.at(GatewayEvents.class, events, buggy)),
              new RelaySettings(TOTAL, USUAL_OUTPUT, clipping, DrainBounds.STANDARD),
              new RelayClock(clock, clock::nanos),
              random);
    }
    return chat;
  }

  RelayChat.Relay relay() {
    return relay(Requests.chat("m"));
  }

  RelayChat.Relay relay(ai.lyss.domain.chat.RelayRequest request) {
    return chat().relay(caller, request, "request-1", sink);
  }

  /** Lets the caller hang up, after which it must not be told anything. */
  void hangUp(RelayChat.Relay relay) {
    sink.leave();
    relay.hangUp(() -> over++);
  }

  ChannelHealth healthOf(Channel channel) {
    return health.of(channel, new ModelName("m"));
  }

  /** Fails unless all that was taken was given back and the caller was told what is allowed. */
  void assertNothingLeaks() {
    assertThat(sink.violations()).isEmpty();
    if (!buggy.contains("closed")) {
      journal.assertAllClosedOnce();
    }
    if (!buggy.contains("settle") && !buggy.contains("release")) {
      ledger.assertAllClosedOnce();
    }
    assertThat(calls.attempts()).allMatch(ScriptedCalls.Scripted::isOver);
    assertThat(calls.attempts()).allMatch(attempt -> isClosed(attempt.call().fetched()));
    assertThat(channels).allSatisfy(each -> assertThat(healthOf(each).inFlight()).isZero());
    assertThat(timers.waiting()).as("timers that wait").isZero();
  }

  /** What is over lets go at once of what it is given. */
  private static boolean isClosed(FetchedContent fetched) {
    var released = new boolean[1];
    fetched.keep(Map.of(), () -> released[0] = true);
    return released[0];
  }
}
