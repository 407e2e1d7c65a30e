package ai.lyss.application.usecase;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Secret;

/**
 * A new API key and, this once, the key itself. Immutable.
 *
 * @param key what is stored of it
 * @param secret what its bearer presents
 */
public record MintedKey(ApiKey key, Secret secret) {}
