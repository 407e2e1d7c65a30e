package ai.lyss.runtime.e2e.admin;

/** The collection of channels. */
final class ChannelsIT extends PagesContract {

  ChannelsIT() {
    super("channels");
  }

  @Override
  String alongside(String seed) {
    return """
        insert into channel_models select made.* from channel_models as seed
          cross join channels as many
          cross join lateral jsonb_populate_record(seed,
            jsonb_build_object('channel_id', many.id)) as made
        where seed.channel_id = '%s' and many.tenant_id = seed.tenant_id
          and many.name like 'page-%%'
        """
        .formatted(seed);
  }
}
