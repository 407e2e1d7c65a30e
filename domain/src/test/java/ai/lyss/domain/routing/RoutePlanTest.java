package ai.lyss.domain.routing;

import static ai.lyss.domain.health.AttemptOutcome.FAILURE;
import static ai.lyss.domain.health.AttemptOutcome.IGNORED;
import static ai.lyss.domain.health.AttemptOutcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.health.Admission;
import ai.lyss.domain.health.Channels;
import ai.lyss.domain.health.Exclusion;
import ai.lyss.domain.health.Exclusion.Reason;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.health.ManualNanos;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelOffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutePlanTest {

  private final ManualNanos clock = new ManualNanos();
  private final HealthBook book = new HealthBook(HealthSettings.USUAL, clock, new Random(1));
  private final Random random = new Random(42);

  private Candidate candidate(Channel channel) {
    return candidate(channel, ModelOffer.of(Channels.MODEL.value()));
  }

  private Candidate candidate(Channel channel, ModelOffer offer) {
    int provider = (int) channel.provider().value().getLeastSignificantBits();
    return new Candidate(
        channel, Channels.provider(provider), offer, book.of(channel, offer.vendorModel()));
  }

  private static CandidateGroup group(Candidate... candidates) {
    return CandidateGroup.of(List.of(candidates), PolicyName.WEIGHTED_RANDOM);
  }

  private RoutePlan plan(Candidate... candidates) {
    return group(candidates).plan(RequestNeeds.NONE, random);
  }

  private static void open(Candidate candidate) {
    for (int i = 0; i < 5; i++) {
      switch (candidate.health().admit()) {
        case Admission.Admitted ok -> ok.permit().close(FAILURE, -1);
        case Admission.Refused refused -> {}
      }
    }
  }

  private static @Nullable Candidate drawn(Draw draw) {
    return switch (draw) {
      case Draw.Drawn drawn -> {
        drawn.permit().close(IGNORED, -1);
        yield drawn.candidate();
      }
      case Draw.NoneLeft none -> null;
    };
  }

  private static Draw.NoneLeft none(Draw draw) {
    return (Draw.NoneLeft) draw;
  }

  /** Random groups with random conditions, against a plain filter of what may serve. */
  @Test
  void draws_each_usable_candidate_once_in_the_order_of_priorities() {
    for (long seed = 0; seed < 400; seed++) {
      var chance = new Random(seed);
      int size = 1 + chance.nextInt(40);
      var candidates = new ArrayList<Candidate>();
      for (int i = 0; i < size; i++) {
        int number = (int) seed * 100 + i;
        int weight = chance.nextInt(5) == 0 ? 0 : 1 + chance.nextInt(1_000);
        candidates.add(candidate(Channels.channel(number, weight, chance.nextInt(4))));
        switch (chance.nextInt(5)) {
          case 0 -> open(candidates.get(i));
          case 1 -> candidates.get(i).health().coolDown(Duration.ofSeconds(5));
          default -> {}
        }
      }
      var usable =
          candidates.stream()
              .filter(c -> c.channel().weight() > 0 && c.health().exclusion() == null)
              .toList();
      var plan = CandidateGroup.of(candidates, PolicyName.ADAPTIVE).plan(RequestNeeds.NONE, chance);
      var seen = new HashSet<Candidate>();
      int priority = 0;
      for (int i = 0; i < usable.size(); i++) {
        assertThat(plan.hasUntried()).as("seed %d", seed).isTrue();
        var next = drawn(plan.next());
        assertThat(next).as("seed %d", seed).isIn(usable);
        assertThat(seen.add(next)).as("seed %d: drawn twice", seed).isTrue();
        assertThat(next.channel().priority()).as("seed %d", seed).isGreaterThanOrEqualTo(priority);
        priority = next.channel().priority();
      }
      assertThat(plan.hasUntried()).as("seed %d", seed).isFalse();
      assertThat(drawn(plan.next())).as("seed %d", seed).isNull();
    }
  }

  @Test
  void draws_first_by_weight() {
    var light = candidate(Channels.channel(1, 100, 0));
    var heavy = candidate(Channels.channel(2, 300, 0));
    var group = group(light, heavy);
    int draws = 40_000;
    int heavyDrawn = 0;
    for (int i = 0; i < draws; i++) {
      heavyDrawn += drawn(group.plan(RequestNeeds.NONE, random).next()) == heavy ? 1 : 0;
    }
    // 5 standard deviations of a binomial: 5 × √(40,000 × ¾ × ¼) = 433
    assertThat(heavyDrawn).isBetween(30_000 - 433, 30_000 + 433);
  }

  @Test
  void draws_by_weight_and_success_rate() {
    var good = candidate(Channels.channel(1));
    var bad = candidate(Channels.channel(2));
    var settings = new HealthSettings(1_000_000, Duration.ofSeconds(15), 2);
    var tolerant = new HealthBook(settings, clock, random);
    bad =
        new Candidate(
            bad.channel(), bad.provider(), bad.offer(), tolerant.of(bad.channel(), Channels.MODEL));
    for (int i = 0; i < 16; i++) {
      var permit = ((Admission.Admitted) bad.health().admit()).permit();
      permit.close(i % 4 == 0 ? SUCCESS : FAILURE, -1);
    }
    assertThat(bad.health().successRate()).isEqualTo(0.25);
    var group = group(good, bad);
    int draws = 40_000;
    int badDrawn = 0;
    for (int i = 0; i < draws; i++) {
      badDrawn += drawn(group.plan(RequestNeeds.NONE, random).next()) == bad ? 1 : 0;
    }
    // expected 0.25 / 1.25 = a fifth; 5 × √(40,000 × 0.2 × 0.8) = 400
    assertThat(badDrawn).isBetween(8_000 - 400, 8_000 + 400);
  }

  @Test
  void finds_the_one_usable_candidate_among_a_thousand_and_keeps_to_weights_when_scanning() {
    var candidates =
        IntStream.range(0, 1_000).mapToObj(i -> candidate(Channels.channel(i))).toList();
    candidates.forEach(c -> c.health().coolDown(Duration.ofMinutes(1)));
    var one = candidate(Channels.channel(5_001, 1, 0));
    var three = candidate(Channels.channel(5_002, 3, 0));
    var group =
        CandidateGroup.of(
            Stream.concat(candidates.stream(), Stream.of(one, three)).toList(),
            PolicyName.WEIGHTED_RANDOM);
    int threes = 0;
    for (int i = 0; i < 2_000; i++) {
      var first = drawn(group.plan(RequestNeeds.NONE, random).next());
      assertThat(first).isIn(one, three);
      threes += first == three ? 1 : 0;
    }
    // 5 × √(2,000 × ¾ × ¼) = 97
    assertThat(threes).isBetween(1_500 - 97, 1_500 + 97);
  }

  @Test
  void serves_from_the_next_priority_only_when_the_former_cannot() {
    var first = candidate(Channels.channel(1, 1, 0));
    var second = candidate(Channels.channel(2, 1_000_000, 1));
    for (int i = 0; i < 200; i++) {
      assertThat(drawn(plan(second, first).next())).isSameAs(first);
    }
    first.health().coolDown(Duration.ofSeconds(1));
    assertThat(drawn(plan(second, first).next())).isSameAs(second);
    clock.advance(Duration.ofSeconds(1));
    assertThat(drawn(plan(second, first).next())).isSameAs(first);
  }

  @Test
  void never_draws_a_disabled_candidate_or_one_without_weight() {
    var disabled = candidate(Channels.disabled(1));
    var weightless = candidate(Channels.channel(2, 0, 0));
    var group = group(disabled, weightless);
    assertThat(group.isEmpty()).isFalse();
    assertThat(group.candidates()).containsExactly(disabled, weightless);
    var plan = group.plan(RequestNeeds.NONE, random);
    assertThat(plan.hasUntried()).isFalse();
    assertThat(drawn(plan.next())).isNull();
    assertThat(disabled.exclusion(RequestNeeds.NONE).reason()).isEqualTo(Reason.DISABLED);
    assertThat(weightless.exclusion(RequestNeeds.NONE).reason()).isEqualTo(Reason.DISABLED);
  }

  @Test
  void tells_an_empty_group_from_one_that_cannot_serve() {
    var empty = CandidateGroup.of(List.of(), PolicyName.ADAPTIVE);
    assertThat(empty.isEmpty()).isTrue();
    var none = none(empty.plan(RequestNeeds.NONE, random).next());
    assertThat(none.retryIn()).isNull();
    assertThat(none.exclusions()).isEmpty();
  }

  @Test
  void says_why_none_is_left_and_when_the_first_may_serve_again() {
    var cooling = candidate(Channels.channel(1));
    var coolingLonger = candidate(Channels.channel(2));
    var full = candidate(Channels.limited(3, 1));
    var open = candidate(Channels.channel(4));
    cooling.health().coolDown(Duration.ofSeconds(3));
    coolingLonger.health().coolDown(Duration.ofSeconds(9));
    full.health().admit();
    open(open);
    var none = none(plan(coolingLonger, cooling, full, open).next());
    assertThat(none.retryIn()).isEqualTo(Duration.ofSeconds(3));
    assertThat(none.exclusions())
        .extracting(Exclusion::reason)
        .containsExactlyInAnyOrder(
            Reason.COOLING_DOWN, Reason.AT_CONCURRENCY_LIMIT, Reason.BREAKER_OPEN);
    assertThat(none.exclusions())
        .contains(new Exclusion(Reason.COOLING_DOWN, Duration.ofSeconds(3)))
        .contains(new Exclusion(Reason.AT_CONCURRENCY_LIMIT, null));
  }

  @Test
  void says_that_a_candidate_was_tried() {
    var plan = plan(candidate(Channels.channel(1)));
    plan.next();
    assertThat(none(plan.next()).exclusions())
        .containsExactly(new Exclusion(Reason.ALREADY_TRIED, null));
  }

  @Test
  void tries_again_the_one_whose_try_is_the_longest_ago() {
    var plan = plan(candidate(Channels.channel(1)), candidate(Channels.channel(2)));
    var first = drawn(plan.next());
    var second = drawn(plan.next());
    assertThat(drawn(plan.again())).isSameAs(first);
    assertThat(drawn(plan.again())).isSameAs(second);
    assertThat(drawn(plan.again())).isSameAs(first);
    second.health().coolDown(Duration.ofSeconds(2));
    assertThat(drawn(plan.again())).isSameAs(first);
    first.health().coolDown(Duration.ofSeconds(1));
    assertThat(none(plan.again()).retryIn()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void tries_nothing_again_before_something_was_tried() {
    assertThat(drawn(plan(candidate(Channels.channel(1))).again())).isNull();
  }

  @Test
  void takes_a_place_with_each_draw_until_the_permit_is_closed() {
    var limited = candidate(Channels.limited(1, 1));
    var held = (Draw.Drawn) plan(limited).next();
    assertThat(none(plan(limited).next()).exclusions())
        .containsExactly(new Exclusion(Reason.AT_CONCURRENCY_LIMIT, null));
    held.permit().close(SUCCESS, 1);
    assertThat(drawn(plan(limited).next())).isSameAs(limited);
  }

  private static ModelOffer offer(
      @Nullable Set<Capability> capabilities, @Nullable Long context, @Nullable Long output) {
    return new ModelOffer(Channels.MODEL, Channels.MODEL, capabilities, context, output);
  }

  private @Nullable Reason reason(ModelOffer offer, RequestNeeds needs) {
    var exclusion = candidate(Channels.channel(1), offer).exclusion(needs);
    return exclusion == null ? null : exclusion.reason();
  }

  @Test
  void excludes_models_that_cannot_do_what_the_request_needs() {
    var tools = new RequestNeeds(Set.of(Capability.TOOLS), 0, null);
    assertThat(reason(offer(null, null, null), tools)).isNull();
    assertThat(reason(offer(Set.of(), null, null), tools)).isEqualTo(Reason.LACKS_CAPABILITY);
    assertThat(reason(offer(EnumSet.allOf(Capability.class), null, null), tools)).isNull();
    assertThat(reason(offer(Set.of(), null, null), RequestNeeds.NONE)).isNull();
  }

  @Test
  void excludes_models_whose_context_is_too_small() {
    var offer = offer(null, 1_000L, 100L);
    assertThat(reason(offer, new RequestNeeds(Set.of(), 900, 100L))).isNull();
    assertThat(reason(offer, new RequestNeeds(Set.of(), 901, 100L)))
        .isEqualTo(Reason.CONTEXT_TOO_SMALL);
    assertThat(reason(offer, new RequestNeeds(Set.of(), 1_000, null))).isNull();
    assertThat(reason(offer, new RequestNeeds(Set.of(), 1_001, null)))
        .isEqualTo(Reason.CONTEXT_TOO_SMALL);
    assertThat(reason(offer, new RequestNeeds(Set.of(), 1, 101L)))
        .isEqualTo(Reason.CONTEXT_TOO_SMALL);
    assertThat(reason(offer, new RequestNeeds(Set.of(), Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualTo(Reason.CONTEXT_TOO_SMALL);
    assertThat(reason(offer(null, null, null), new RequestNeeds(Set.of(), 1 << 30, 1L << 40)))
        .isNull();
  }

  @Test
  void skips_unfit_models_even_when_they_weigh_all() {
    var fit = candidate(Channels.channel(1, 1, 1), offer(Set.of(Capability.TOOLS), null, null));
    var unfit = candidate(Channels.channel(2, 1_000_000, 0), offer(Set.of(), null, null));
    var needs = new RequestNeeds(Set.of(Capability.TOOLS), 0, null);
    var plan = group(fit, unfit).plan(needs, random);
    assertThat(plan.hasUntried()).isTrue();
    assertThat(drawn(plan.next())).isSameAs(fit);
    assertThat(none(plan.next()).exclusions())
        .contains(new Exclusion(Reason.LACKS_CAPABILITY, null));
  }
}
