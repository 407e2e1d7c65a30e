package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ModelDraft;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the models of a channel. */
final class ModelsCheck {

  private static final Pointer MODELS = Pointer.of("models");
  private static final int MAX_MODELS = 1000;
  private static final String CAPABILITIES =
      Arrays.stream(Capability.values())
          .map(Capability::wireName)
          .collect(Collectors.joining(", "));

  private final Findings findings;
  private final Set<ModelName> taken = new HashSet<>();

  ModelsCheck(Findings findings) {
    this.findings = findings;
  }

  /** Returns the models of a draft that are in order, each name once. */
  List<ModelOffer> check(@Nullable List<@Nullable ModelDraft> drafts) {
    var offers = new ArrayList<ModelOffer>();
    if (drafts == null) {
      findings.missing(MODELS);
      return offers;
    }
    if (drafts.isEmpty() || drafts.size() > MAX_MODELS) {
      findings.add(
          MODELS,
          Kind.OUT_OF_RANGE,
          "models: %d models (expected: 1 to %d)".formatted(drafts.size(), MAX_MODELS));
      return offers;
    }
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      if (draft == null) {
        findings.missing(MODELS.index(i));
      } else {
        offer(MODELS.index(i), draft).ifPresent(offers::add);
      }
    }
    return offers;
  }

  /** Returns a model name; empty, and noted, when it is none. */
  static Optional<ModelName> name(Pointer where, @Nullable String value, Findings findings) {
    if (value == null) {
      findings.missing(where);
      return Optional.empty();
    }
    var problem = ModelName.problem(value);
    if (problem != null) {
      findings.add(where, Kind.MALFORMED, problem);
      return Optional.empty();
    }
    return Optional.of(new ModelName(value));
  }

  private Optional<ModelOffer> offer(Pointer where, ModelDraft draft) {
    var name = name(where.field("name"), draft.name(), findings);
    var vendorModel =
        draft.vendorModel() == null
            ? name
            : name(where.field("upstream"), draft.vendorModel(), findings);
    var capabilities = capabilities(where.field("capabilities"), draft.capabilities());
    var limitsHold = positive(where.field("context_tokens"), draft.contextTokens());
    limitsHold &= positive(where.field("max_output_tokens"), draft.maxOutputTokens());
    if (name.isPresent() && !taken.add(name.get())) {
      findings.add(
          where.field("name"),
          Kind.DUPLICATE,
          "name: " + name.get() + " twice (expected: each model once)");
      return Optional.empty();
    }
    return name.isPresent() && vendorModel.isPresent() && limitsHold
        ? Optional.of(
            new ModelOffer(
                name.get(),
                vendorModel.get(),
                capabilities,
                draft.contextTokens(),
                draft.maxOutputTokens()))
        : Optional.empty();
  }

  private @Nullable Set<Capability> capabilities(
      Pointer where, @Nullable List<@Nullable String> names) {
    if (names == null) {
      return null;
    }
    var capabilities = EnumSet.noneOf(Capability.class);
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      var capability = name == null ? Optional.<Capability>empty() : Capability.ofWireName(name);
      if (capability.isPresent()) {
        capabilities.add(capability.get());
      } else {
        findings.add(
            where.index(i),
            Kind.UNKNOWN,
            "capabilities: %s (expected: of %s)"
                .formatted(name == null ? "null" : Findings.shown(name), CAPABILITIES));
      }
    }
    return capabilities;
  }

  private boolean positive(Pointer where, @Nullable Number value) {
    return LimitCheck.positive(where, value, findings);
  }
}
