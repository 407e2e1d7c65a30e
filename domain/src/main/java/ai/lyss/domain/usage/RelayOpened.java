package ai.lyss.domain.usage;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal's record of an admitted relay, written before its first attempt. It carries all that
 * the ledger row needs should the process die.
 *
 * @param relay the relay's id, made by the server
 * @param admittedAt when it was admitted; with the id the ledger's primary key
 * @param tenant the caller's tenant
 * @param key the caller's key; null when it came with a token
 * @param user the caller's user; null when not known
 * @param model the public model asked for
 * @param streamed whether a stream was asked for
 * @param reservedInput tokens of input set aside
 * @param reservedOutput tokens of output set aside
 * @param reservedCostNanos money set aside; null when the model has no price
 * @param requestId the request id shown to the caller
 */
public record RelayOpened(
    UUID relay,
    Instant admittedAt,
    TenantId tenant,
    @Nullable KeyId key,
    @Nullable String user,
    ModelName model,
    boolean streamed,
    long reservedInput,
    long reservedOutput,
    @Nullable Long reservedCostNanos,
    String requestId) {}
