package ai.lyss.application.usecase;

import org.jspecify.annotations.Nullable;

/**
 * A tenant as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name what people shall call it, unique in the installation
 * @param enabled whether its keys work; null for yes
 */
public record TenantDraft(@Nullable String name, @Nullable Boolean enabled) {}
