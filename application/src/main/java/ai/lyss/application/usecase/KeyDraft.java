package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name what people shall call it
 * @param roles what its bearer may do; null for {@code member}
 * @param models the models its bearer may use; null for all that its creator may use
 * @param expiresAt when it stops working, RFC 3339; null for never
 */
public record KeyDraft(
    @Nullable String name,
    @Nullable List<@Nullable String> roles,
    @Nullable List<@Nullable String> models,
    @Nullable String expiresAt) {}
