package ai.lyss.application.usecase;

import ai.lyss.domain.access.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name what people shall call it
 * @param vendor the vendor's id
 * @param baseUrl where the vendor's API is; null for the vendor's default
 * @param credential secret fields by name; null for none
 * @param settings the vendor's options by name, JSON values; null for none
 * @param enabled whether its channels may be used; null for yes
 */
public record ProviderDraft(
    @Nullable String name,
    @Nullable String vendor,
    @Nullable String baseUrl,
    @Nullable Map<String, @Nullable Secret> credential,
    @Nullable Map<String, @Nullable Object> settings,
    @Nullable Boolean enabled) {}
