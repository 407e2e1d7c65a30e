/** Routes in PostgreSQL, with the channels they name. */
@NullMarked
package ai.lyss.adapter.persistence.route;

import org.jspecify.annotations.NullMarked;
