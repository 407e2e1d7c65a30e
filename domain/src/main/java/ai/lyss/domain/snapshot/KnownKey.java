package ai.lyss.domain.snapshot;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.ApiKeyDigest;

/** An API key and the digest it is found by. */
public record KnownKey(ApiKeyDigest digest, ApiKey key) {}
