/** Quotas that replicas count together, in Redis. */
@NullMarked
package ai.lyss.adapter.persistence.quota;

import org.jspecify.annotations.NullMarked;
