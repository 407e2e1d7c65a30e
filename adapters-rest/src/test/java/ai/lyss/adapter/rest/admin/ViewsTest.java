package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.MintedKey;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.provider.VendorSetting;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ViewsTest {

  private static final UUID ID = UUID.fromString("019aa3f5-7c00-7000-8000-000000000001");
  private static final TenantId TENANT = new TenantId(ID);
  private static final Revision REVISION =
      new Revision(Instant.parse("2026-11-01T12:00:00Z"), Instant.parse("2026-11-02T12:00:00Z"), 3);
  private static final String KEY = "sk-lyss-abcdefghijklmnopqrstuvwxyz9xQ2";

  private final JsonMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Test
  void shows_a_provider_without_its_secret() throws JsonProcessingException {
    var provider =
        new Provider(
            new ProviderId(ID),
            TENANT,
            "main",
            new Vendor("openai"),
            null,
            Credential.apiKey(KEY),
            new Settings(Map.of("organization", "o")),
            true,
            REVISION);

    assertThat(json.readTree(json.writeValueAsString(ProviderView.of(provider))))
        .isEqualTo(
            json.readTree(
                """
                {"id": "019aa3f5-7c00-7000-8000-000000000001", "name": "main", "vendor": "openai",
                 "base_url": null, "credential": {"set": true, "hint": "…9xQ2", "key_id": null},
                 "settings": {"organization": "o"}, "enabled": true,
                 "created_at": "2026-11-01T12:00:00Z", "updated_at": "2026-11-02T12:00:00Z",
                 "version": 3}
                """));
  }

  @Test
  void gives_no_hint_of_a_short_secret_or_of_none() {
    assertThat(CredentialView.of(Credential.apiKey("short")))
        .isEqualTo(new CredentialView(true, null, null));
    assertThat(CredentialView.of(Credential.NONE)).isEqualTo(new CredentialView(false, null, null));
  }

  @Test
  void shows_a_key_once_only() throws JsonProcessingException {
    var key =
        new ApiKey(
            new KeyId(ID),
            TENANT,
            "ci",
            Set.of(Role.MEMBER, Role.OPERATOR),
            null,
            null,
            null,
            "9xQ2",
            REVISION);
    var minted = KeyView.of(new MintedKey(key, Secret.of(KEY)));

    assertThat(json.writeValueAsString(minted)).contains("\"key\":\"" + KEY + "\"");
    assertThat(minted.toString()).doesNotContain(KEY);
    assertThat(json.readTree(json.writeValueAsString(KeyView.of(key))))
        .isEqualTo(
            json.readTree(
                """
                {"id": "019aa3f5-7c00-7000-8000-000000000001", "name": "ci",
                 "roles": ["operator", "member"], "models": null, "expires_at": null,
                 "rate_limit": {"per_minute": null, "per_hour": null},
                 "revoked_at": null, "hint": "…9xQ2", "created_at": "2026-11-01T12:00:00Z",
                 "updated_at": "2026-11-02T12:00:00Z", "version": 3}
                """));
  }

  @Test
  void ends_a_listing_with_where_the_next_page_starts() throws JsonProcessingException {
    var request = new Page.Request(1, null);
    var place = new Page.Place("", ID);
    var next = ProviderView.of(new Page<Provider>(List.of(), place), request);
    var last = ProviderView.of(new Page<Provider>(List.of(), null), request);

    assertThat(json.writeValueAsString(next))
        .isEqualTo("{\"items\":[],\"next_cursor\":\"" + Cursor.of(place, Order.OF_MAKING) + "\"}");
    assertThat(json.writeValueAsString(last)).isEqualTo("{\"items\":[],\"next_cursor\":null}");
  }

  @Test
  void shows_what_a_vendor_asks_for_as_json_schema() throws JsonProcessingException {
    var profile =
        new VendorProfile(
            new Vendor("openai"),
            "OpenAI",
            URI.create("https://api.openai.com/v1"),
            Set.of("api_key"),
            Set.of("session"),
            Map.of(
                "deployments",
                new VendorSetting(
                    "names", new SettingForm.MapOf(new SettingForm.Text("[a-z]+", "letters"), 2)),
                "organization",
                new VendorSetting("an id", new SettingForm.Text("org-.+", "org- and more")),
                "rate",
                new VendorSetting("a share", new SettingForm.Decimal(0, 1)),
                "status",
                new VendorSetting(
                    "what", new SettingForm.OneOrMore(new SettingForm.Whole(400, 599), 9)),
                "place",
                new VendorSetting("where", new SettingForm.Choice(List.of("here", "there"))),
                "on",
                new VendorSetting("whether", new SettingForm.Flag())));

    assertThat(json.readTree(json.writeValueAsString(VendorView.of(List.of(profile)))))
        .isEqualTo(
            json.readTree(
                """
                {"items": [{"id": "openai", "title": "OpenAI",
                  "default_base_url": "https://api.openai.com/v1",
                  "credential": {"type": "object", "required": ["api_key"],
                    "properties": {"api_key": {"type": "string", "writeOnly": true},
                                   "session": {"type": "string", "writeOnly": true}},
                    "additionalProperties": false},
                  "settings": {"type": "object", "properties": {
                      "deployments": {"type": "object", "maxProperties": 2, "description": "names",
                        "additionalProperties": {"type": "string", "pattern": "^(?:[a-z]+)$"}},
                      "organization": {"type": "string", "pattern": "^(?:org-.+)$",
                        "description": "an id"},
                      "rate": {"type": "number", "minimum": 0.0, "maximum": 1.0,
                        "description": "a share"},
                      "status": {"description": "what", "anyOf": [
                        {"type": "integer", "minimum": 400, "maximum": 599},
                        {"type": "array", "minItems": 1, "maxItems": 9,
                          "items": {"type": "integer", "minimum": 400, "maximum": 599}}]},
                      "place": {"enum": ["here", "there"], "description": "where"},
                      "on": {"type": "boolean", "description": "whether"}},
                    "additionalProperties": false}}],
                 "next_cursor": null}
                """));
  }
}
