-- Data keys are wrapped anew when the master key is rotated: the one thing that is ever changed of
-- them, and by the platform only, for all tenants at once.

do $$
begin
  execute format('create policy platform_sees on data_keys for select to %1$I'
    ' using (case when current_user = %1$L then true else false end)',
    lyss_role('platform'));
  execute format('create policy platform_rewraps on data_keys for update to %1$I'
    ' using (case when current_user = %1$L then true else false end)',
    lyss_role('platform'));
  execute format('grant update (wrapped, version) on table data_keys to %I', lyss_role('platform'));
end
$$;
