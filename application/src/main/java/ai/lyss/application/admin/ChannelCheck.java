package ai.lyss.application.admin;

import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/** Checks drafts of channels; whether the provider exists is for the caller to find out. */
final class ChannelCheck {

  /** Where a draft names its provider. */
  static final Pointer PROVIDER = Pointer.of("provider_id");

  private static final Pointer ON_DISCONNECT = Pointer.of("on_disconnect");
  private static final LimitCheck.Bounds WEIGHT = new LimitCheck.Bounds(1_000_000, 100);
  private static final LimitCheck.Bounds PRIORITY = new LimitCheck.Bounds(1_000_000, 0);

  private ChannelCheck() {}

  /** Returns the channel that a draft asks for; to be used only when nothing was found wrong. */
  static Channel check(ChannelDraft draft, Birth birth, Findings findings) {
    var enabled = draft.enabled() == null || draft.enabled();
    return new Channel(
        new ChannelId(birth.id()),
        birth.tenant(),
        findings.name(Pointer.of("name"), draft.name()),
        new ProviderId(findings.id(PROVIDER, draft.providerId())),
        new ModelsCheck(findings).check(draft.models()),
        LimitCheck.within(Pointer.of("weight"), draft.weight(), WEIGHT, findings),
        LimitCheck.within(Pointer.of("priority"), draft.priority(), PRIORITY, findings),
        limits(draft.limits(), findings),
        onDisconnect(draft.onDisconnect(), findings),
        enabled,
        TagsCheck.check(Pointer.of("tags"), draft.tags(), findings),
        birth.revision());
  }

  private static ChannelLimits limits(ChannelDraft.Limits draft, Findings findings) {
    var concurrency = draft.maxConcurrency();
    var requests = draft.requestsPerMinute();
    var tokens = draft.tokensPerMinute();
    var hold = LimitCheck.positive(Pointer.of("max_concurrency"), concurrency, findings);
    hold &= LimitCheck.positive(Pointer.of("requests_per_minute"), requests, findings);
    hold &= LimitCheck.positive(Pointer.of("tokens_per_minute"), tokens, findings);
    return hold ? new ChannelLimits(concurrency, requests, tokens) : ChannelLimits.NONE;
  }

  private static OnDisconnect onDisconnect(@Nullable String name, Findings findings) {
    if (name == null) {
      return OnDisconnect.CANCEL;
    }
    var choice = OnDisconnect.ofWireName(name);
    if (choice.isEmpty()) {
      findings.add(
          ON_DISCONNECT,
          Kind.UNKNOWN,
          "on_disconnect: " + Findings.shown(name) + " (expected: cancel or drain)");
    }
    return choice.orElse(OnDisconnect.CANCEL);
  }
}
