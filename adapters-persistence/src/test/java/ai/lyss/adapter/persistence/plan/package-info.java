/** How PostgreSQL runs the statements of this module when its tables are large. */
@NullMarked
package ai.lyss.adapter.persistence.plan;

import org.jspecify.annotations.NullMarked;
