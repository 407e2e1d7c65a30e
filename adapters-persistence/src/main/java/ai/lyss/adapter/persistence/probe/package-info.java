/** The last tests of connections, in PostgreSQL. */
@NullMarked
package ai.lyss.adapter.persistence.probe;

import org.jspecify.annotations.NullMarked;
