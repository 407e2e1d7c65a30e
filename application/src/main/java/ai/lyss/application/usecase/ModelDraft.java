package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of a channel as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name the name callers use
 * @param vendorModel the vendor's name of it; null for the same name
 * @param capabilities what it can do; null to declare nothing
 * @param contextTokens most tokens of input and output together; null to declare nothing
 * @param maxOutputTokens most tokens of output; null to declare nothing
 */
public record ModelDraft(
    @Nullable String name,
    @Nullable String vendorModel,
    @Nullable List<@Nullable String> capabilities,
    @Nullable Long contextTokens,
    @Nullable Long maxOutputTokens) {}
