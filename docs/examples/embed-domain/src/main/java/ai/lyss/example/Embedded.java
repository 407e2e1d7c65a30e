package ai.lyss.example;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.health.CircuitState;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Ids;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Routes over channels and keeps a quota in a plain Java program. Clock, chance and ticks are the
 * program's own: the domain has none.
 */
public final class Embedded {

  static final int REQUESTS = 1000;
  static final long TOKENS_A_DAY = 100;

  /** What there was to see. */
  record Report(
      Map<String, Integer> answers,
      Map<String, Integer> answersDuringOutage,
      int attemptsDuringOutage,
      CircuitState circuitOfTheBroken,
      int granted,
      QuotaStatus status) {}

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Ids ids;
  private final Setup setup;

  Embedded(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.ids = new Ids(clock, random);
    this.setup = new Setup(ids, new TenantId(new UUID(0, 1)), clock.instant());
  }

  /** Runs the example; exits with 1 when something is not as it should be. */
  public static void main(String[] args) {
    var report = new Embedded(InstantSource.system(), RandomGenerator.getDefault()).run(System.out);
    boolean sound =
        report.attemptsDuringOutage() < 2 * REQUESTS
            && report.circuitOfTheBroken() == CircuitState.OPEN
            && report.status().used() <= TOKENS_A_DAY;
    System.exit(sound ? 0 : 1);
  }

  Report run(PrintStream out) {
    var east = setup.provider("east-account");
    var west = setup.provider("west-account");
    var steady = setup.channel("steady", east, 3);
    var shaky = setup.channel("shaky", west, 1);
    var channels = new LinkedHashMap<Channel, Provider>();
    channels.put(steady, east);
    channels.put(shaky, west);
    var health = new HealthBook(HealthSettings.USUAL, System::nanoTime, random);
    var router = new Router(health, random, channels);

    var answers = new TreeMap<String, Integer>();
    send(router, channel -> Optional.empty(), answers);
    out.println("Both channels work, weights 3 and 1: " + answers);

    var outage = new TreeMap<String, Integer>();
    int attempts = send(router, channel -> failureOf(channel, shaky), outage);
    var circuit = router.circuit(shaky);
    out.println("One breaks: " + outage + " in " + attempts + " attempts");
    out.println("Its circuit breaker: " + circuit);

    var allowance = allowance();
    int granted = spend(allowance);
    var status = allowance.status();
    out.println(
        "A quota of "
            + TOKENS_A_DAY
            + " tokens a day granted "
            + granted
            + " requests: "
            + status.used()
            + " used, "
            + status.remaining()
            + " left");
    return new Report(answers, outage, attempts, circuit, granted, status);
  }

  private static int send(Router router, Router.Call call, Map<String, Integer> answers) {
    int attempts = 0;
    for (int i = 0; i < REQUESTS; i++) {
      var outcome = router.send(call);
      attempts += outcome.attempts();
      answers.merge(String.valueOf(outcome.answeredBy()), 1, Integer::sum);
    }
    return attempts;
  }

  private static Optional<ProviderFailure> failureOf(Channel channel, Channel broken) {
    return channel.equals(broken)
        ? Optional.of(new ProviderFailure.Unavailable(503, null))
        : Optional.empty();
  }

  /** Asks for 20 tokens a request, uses 15, until the quota holds no more. */
  private static int spend(Allowance allowance) {
    int granted = 0;
    for (var set = allowance.reserve(5, 15); set.isPresent(); set = allowance.reserve(5, 15)) {
      granted++;
      allowance.settle(set.get(), 5, 10);
    }
    return granted;
  }

  private Allowance allowance() {
    var quota =
        new Quota(
            new QuotaId(ids.next()),
            setup.tenant(),
            new QuotaScope.WholeTenant(),
            null,
            QuotaMetric.TOKENS,
            QuotaWindow.DAY,
            ZoneOffset.UTC,
            TOKENS_A_DAY,
            List.of(),
            Quota.Enforcement.NORMAL,
            Quota.Mode.ENFORCED);
    var caller = new Caller(setup.tenant(), null, "somebody", Set.of(Role.MEMBER), null);
    return new Allowance(new LocalQuotaLedger(clock), quota, caller, ids, clock);
  }
}
