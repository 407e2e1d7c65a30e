package ai.lyss.application.admin;

import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.ConfigDraft.ChannelEntry;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Channels in documents, which name their providers. */
final class ChannelKind implements ImportedKind<Channel, ChannelEntry> {

  private static final Pointer PROVIDER = Pointer.of("provider");
  private static final List<Trait<Channel>> TRAITS =
      List.of(
          new Trait<>("provider", Channel::provider),
          new Trait<>("models", Channel::models),
          new Trait<>("weight", Channel::weight),
          new Trait<>("priority", Channel::priority),
          new Trait<>("max_concurrency", channel -> channel.limits().maxConcurrency()),
          new Trait<>("requests_per_minute", channel -> channel.limits().requestsPerMinute()),
          new Trait<>("tokens_per_minute", channel -> channel.limits().tokensPerMinute()),
          new Trait<>("on_disconnect", Channel::onDisconnect),
          new Trait<>("enabled", Channel::enabled),
          new Trait<>("tags", Channel::tags));

  private final ChannelAdministration administration;
  private final ChannelRepository channels;
  private final Inventory<Provider> providers;
  private final Births births;

  /**
   * Brings channels in.
   *
   * @param providers those that channels may name
   */
  ChannelKind(
      ChannelAdministration administration,
      ChannelRepository channels,
      Inventory<Provider> providers,
      Births births) {
    this.administration = administration;
    this.channels = channels;
    this.providers = providers;
    this.births = births;
  }

  @Override
  public String noun() {
    return "channel";
  }

  @Override
  public String section() {
    return "channels";
  }

  @Override
  public String nameField() {
    return "name";
  }

  @Override
  public @Nullable String nameIn(ChannelEntry entry) {
    return entry.draft().name();
  }

  @Override
  public String nameOf(Channel thing) {
    return thing.name();
  }

  @Override
  public UUID idOf(Channel thing) {
    return thing.id().value();
  }

  @Override
  public List<Trait<Channel>> traits() {
    return TRAITS;
  }

  @Override
  public @Nullable StoreOutcome<Channel> create(
      ChannelEntry entry, Birth birth, EntryProblems problems) {
    return problems.of(administration.checked(resolved(entry, problems), birth, channels::add));
  }

  @Override
  public @Nullable StoreOutcome<Channel> change(
      Channel present,
      ChannelEntry entry,
      Function<Channel, StoreOutcome<Channel>> store,
      EntryProblems problems) {
    var birth = births.next(present.id().value(), present.tenant(), present.revision());
    return problems.of(administration.checked(resolved(entry, problems), birth, store));
  }

  @Override
  public StoreOutcome<Channel> replace(Channel next) {
    return channels.replace(next);
  }

  @Override
  public StoreOutcome<Channel> remove(Channel thing) {
    return channels.remove(thing.tenant(), thing.id());
  }

  private ChannelDraft resolved(ChannelEntry entry, EntryProblems problems) {
    problems.renaming(ChannelCheck.PROVIDER, PROVIDER);
    var name = entry.provider();
    return withProvider(entry.draft(), name == null ? null : id(name, problems).toString());
  }

  /** A provider that is not there gets an id of its own, so that everything else is checked. */
  private UUID id(String name, EntryProblems problems) {
    var provider = providers.get(name);
    if (provider != null) {
      return provider.id().value();
    }
    problems.settle(ChannelCheck.PROVIDER);
    if (!providers.isWanted(name)) {
      problems.add(
          PROVIDER,
          Kind.NOT_FOUND,
          "provider: %s (expected: the name of a provider of this tenant or document)"
              .formatted(Findings.shown(name)));
    }
    return births.id();
  }

  private static ChannelDraft withProvider(ChannelDraft draft, @Nullable String id) {
    return new ChannelDraft(
        draft.name(),
        id,
        draft.models(),
        draft.weight(),
        draft.priority(),
        draft.limits(),
        draft.onDisconnect(),
        draft.enabled(),
        draft.tags());
  }
}
