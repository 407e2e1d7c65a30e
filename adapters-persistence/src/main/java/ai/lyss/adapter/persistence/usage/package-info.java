/** The usage ledger in PostgreSQL: stores rows in batches and tells what quotas were charged. */
@NullMarked
package ai.lyss.adapter.persistence.usage;

import org.jspecify.annotations.NullMarked;
