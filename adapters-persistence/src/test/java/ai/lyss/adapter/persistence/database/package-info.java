/** A real database to test against, and a way to break the line to it. */
@NullMarked
package ai.lyss.adapter.persistence.database;

import org.jspecify.annotations.NullMarked;
