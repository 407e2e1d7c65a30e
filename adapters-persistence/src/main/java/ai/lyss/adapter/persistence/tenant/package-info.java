/** Tenants in PostgreSQL. */
@NullMarked
package ai.lyss.adapter.persistence.tenant;

import org.jspecify.annotations.NullMarked;
