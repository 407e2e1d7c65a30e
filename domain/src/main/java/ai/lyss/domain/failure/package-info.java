/** Why an attempt failed, and what the caller is told: closed types, switched without a default. */
@NullMarked
package ai.lyss.domain.failure;

import org.jspecify.annotations.NullMarked;
