/** Tenants, callers, their roles and keys, and secrets that redact themselves. */
@NullMarked
package ai.lyss.domain.access;

import org.jspecify.annotations.NullMarked;
