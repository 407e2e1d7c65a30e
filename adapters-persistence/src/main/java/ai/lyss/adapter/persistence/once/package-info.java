/** Answers to requests with an idempotency key, sealed. */
@NullMarked
package ai.lyss.adapter.persistence.once;

import org.jspecify.annotations.NullMarked;
