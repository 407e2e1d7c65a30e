package ai.lyss.domain.failure;

import org.jspecify.annotations.Nullable;

/**
 * A caller's mistake as the vendor worded it, safe to pass on.
 *
 * @param status the vendor's HTTP status, 400 to 499
 * @param message what is wrong
 * @param type the vendor's error type; null when it gave none
 * @param param the field at fault; null when it gave none
 * @param code the vendor's error code; null when it gave none
 */
public record VendorError(
    int status,
    String message,
    @Nullable String type,
    @Nullable String param,
    @Nullable String code) {}
