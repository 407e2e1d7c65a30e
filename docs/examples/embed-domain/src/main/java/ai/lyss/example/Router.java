package ai.lyss.example;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.health.AttemptOutcome;
import ai.lyss.domain.health.CircuitState;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.retry.RetryDecision;
import ai.lyss.domain.retry.RetryPolicy;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.routing.CandidateGroup;
import ai.lyss.domain.routing.Draw;
import ai.lyss.domain.routing.RequestNeeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends requests over channels: draws by weight, fails over, and rests what keeps failing. */
final class Router {

  private static final Duration TIME_FOR_A_REQUEST = Duration.ofSeconds(10);
  private static final int MOST_ATTEMPTS = 3;

  /** Calls a vendor through a channel; empty when it answered, else why it did not. */
  interface Call {
    Optional<ProviderFailure> through(Channel channel);
  }

  /** How a request went: the channel that answered, null when none did, and the attempts made. */
  record Outcome(@Nullable String answeredBy, int attempts) {}

  private final HealthBook health;
  private final RandomGenerator random;
  private final RetryPolicy retries;
  private final CandidateGroup group;

  Router(HealthBook health, RandomGenerator random, Map<Channel, Provider> channels) {
    this.health = health;
    this.random = random;
    this.retries = new RetryPolicy(MOST_ATTEMPTS, random);
    this.group = CandidateGroup.of(candidates(channels), PolicyName.WEIGHTED_RANDOM);
  }

  /** Makes attempts until one is answered, or the policy gives up. */
  Outcome send(Call call) {
    var plan = group.plan(RequestNeeds.NONE, random);
    int attempts = 0;
    while (plan.next() instanceof Draw.Drawn drawn) {
      attempts++;
      var channel = drawn.candidate().channel();
      var failure = call.through(channel);
      drawn.permit().close(failure.isEmpty() ? AttemptOutcome.SUCCESS : AttemptOutcome.FAILURE, -1);
      if (failure.isEmpty()) {
        return new Outcome(channel.name(), attempts);
      }
      var next = retries.after(failure.get(), attempts, plan.hasUntried(), TIME_FOR_A_REQUEST);
      if (!(next instanceof RetryDecision.TryNext)) {
        break;
      }
    }
    return new Outcome(null, attempts);
  }

  /** Returns the state of a channel's circuit breaker. */
  CircuitState circuit(Channel channel) {
    return health.of(channel, Setup.MODEL.vendorModel()).circuit();
  }

  private List<Candidate> candidates(Map<Channel, Provider> channels) {
    return channels.entrySet().stream()
        .map(
            entry ->
                new Candidate(
                    entry.getKey(),
                    entry.getValue(),
                    Setup.MODEL,
                    health.of(entry.getKey(), Setup.MODEL.vendorModel())))
        .toList();
  }
}
