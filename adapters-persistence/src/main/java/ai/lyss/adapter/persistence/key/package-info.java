/** API keys in PostgreSQL, by their digests. */
@NullMarked
package ai.lyss.adapter.persistence.key;

import org.jspecify.annotations.NullMarked;
