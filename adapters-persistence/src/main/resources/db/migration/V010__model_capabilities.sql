-- What a channel's model can be said to do: the names of the enum Capability of the domain.

alter table channel_models drop constraint ck_channel_models__capabilities;

alter table channel_models add constraint ck_channel_models__capabilities check (
  capabilities <@ array['tools', 'images', 'audio', 'documents', 'json_schema', 'moderation',
    'rerank', 'image_generation', 'speech', 'transcription']);
