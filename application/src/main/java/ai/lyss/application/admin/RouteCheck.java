package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.model.ModelName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks drafts of routes. Not thread-safe; one object a draft. */
final class RouteCheck {

  private static final Pointer CHANNELS = Pointer.of("channels");
  private static final Pointer FALLBACKS = Pointer.of("fallback_models");
  private static final int MAX_CHANNELS = 1000;
  private static final int MAX_FALLBACKS = 10;
  private static final ModelName NO_MODEL = new ModelName("none");
  private static final String POLICIES =
      Arrays.stream(PolicyName.values())
          .map(PolicyName::wireName)
          .collect(Collectors.joining(", "));
  private static final String STICKY =
      Arrays.stream(Sticky.values()).map(Sticky::wireName).collect(Collectors.joining(", "));

  private final Findings findings;
  private final Predicate<ChannelId> known;

  /**
   * Checks a draft.
   *
   * @param known tells whether the tenant has a channel of that id
   */
  RouteCheck(Findings findings, Predicate<ChannelId> known) {
    this.findings = findings;
    this.known = known;
  }

  /**
   * Returns the route that a draft asks for; to be used only when nothing was found wrong.
   *
   * @param others all routes of the tenant; the one that the draft replaces does not count
   */
  Route check(RouteDraft draft, Birth birth, List<Route> others) {
    var model = ModelsCheck.name(Pointer.of("model"), draft.model(), findings);
    var selector = draft.channels();
    var route =
        new Route(
            birth.id(),
            birth.tenant(),
            model.orElse(NO_MODEL),
            named("policy", draft.policy(), PolicyName.ADAPTIVE, PolicyName::ofWireName, POLICIES),
            selector == null
                ? Set.of()
                : TagsCheck.check(CHANNELS.field("tags"), selector.tags(), findings),
            selector == null ? null : ids(selector.ids()),
            fallbacks(draft.fallbackModels()),
            named("sticky", draft.sticky(), Sticky.NONE, Sticky::ofWireName, STICKY),
            birth.revision());
    if (!findings.any()) {
      FallbackCircle.through(route, others)
          .ifPresent(
              circle ->
                  findings.add(
                      FALLBACKS,
                      Kind.CIRCULAR,
                      "fallback_models: %s (expected: no way back to %s)"
                          .formatted(circle, route.model())));
    }
    return route;
  }

  private <E> E named(
      String field,
      @Nullable String name,
      E absent,
      Function<String, Optional<E>> find,
      String expected) {
    if (name == null) {
      return absent;
    }
    var choice = find.apply(name);
    if (choice.isEmpty()) {
      findings.add(
          Pointer.of(field),
          Kind.UNKNOWN,
          "%s: %s (expected: one of %s)".formatted(field, Findings.shown(name), expected));
    }
    return choice.orElse(absent);
  }

  private @Nullable Set<ChannelId> ids(@Nullable List<@Nullable String> given) {
    if (given == null) {
      return null;
    }
    var where = CHANNELS.field("ids");
    var ids = new LinkedHashSet<ChannelId>();
    if (given.isEmpty() || given.size() > MAX_CHANNELS) {
      findings.add(
          where,
          Kind.OUT_OF_RANGE,
          "ids: %d channels (expected: 1 to %d)".formatted(given.size(), MAX_CHANNELS));
      return ids;
    }
    for (int i = 0; i < given.size(); i++) {
      var id = new ChannelId(findings.id(where.index(i), given.get(i)));
      if (!findings.has(where.index(i)) && !known.test(id)) {
        findings.add(
            where.index(i), Kind.NOT_FOUND, "ids: " + id + " (expected: a channel of this tenant)");
      }
      ids.add(id);
    }
    return ids;
  }

  private List<ModelName> fallbacks(@Nullable List<@Nullable String> given) {
    var models = new ArrayList<ModelName>();
    if (given == null) {
      return models;
    }
    if (given.size() > MAX_FALLBACKS) {
      findings.add(
          FALLBACKS,
          Kind.OUT_OF_RANGE,
          "fallback_models: %d models (expected: 0 to %d)".formatted(given.size(), MAX_FALLBACKS));
      return models;
    }
    for (int i = 0; i < given.size(); i++) {
      var where = FALLBACKS.index(i);
      var model = ModelsCheck.name(where, given.get(i), findings);
      if (model.isPresent() && models.contains(model.get())) {
        findings.add(
            where,
            Kind.DUPLICATE,
            "fallback_models: " + model.get() + " twice (expected: each model once)");
      }
      model.ifPresent(models::add);
    }
    return models;
  }
}
