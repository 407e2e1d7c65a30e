/** Quotas in PostgreSQL: what is to be limited, not what was used. */
@NullMarked
package ai.lyss.adapter.persistence.quotapolicy;

import org.jspecify.annotations.NullMarked;
